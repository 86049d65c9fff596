package zoetrope.diffusion.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbClip;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/** A film of 640x360 from frames of 256x144, as a model that blurs everything would paint them. */
class DetailTransferTest {
  private static final int W = 640;
  private static final int H = 360;
  private static final int MODEL_W = 256;
  private static final int MODEL_H = 144;
  private static final int FRAMES = 9;
  private static final CameraTransform STANDING = camera(0, 1);

  private static CameraTransform camera(double pan, double zoom) {
    return new CameraTransform(pan, 0, zoom, 0, (double) W / H);
  }

  @Test
  void whatStandsStillIsThePhotoItselfWhateverTheModelBlurs() {
    RgbaImage photo = photo(2 * W, 2 * H);
    Image truth = Image.cut(photo, 0, 0, photo.width(), photo.height(), W, H);
    List<Image> model = blurred(List.of(truth), 1);
    Image film = film(shot(photo, List.of()), STANDING, model).getFirst();
    assertThat(psnr(film, truth)).isGreaterThan(40);
    assertThat(psnr(model.getFirst().resized(W, H), truth)).isLessThan(30);
  }

  @Test
  void aPhotoOfAnyShapeLiesInTheMiddleOfTheFrameToAFractionOfAPixel() {
    // Five pixels of the photo stand over, of which two and a half are above the frame.
    RgbaImage photo = fine(2 * W, 2 * H + 5);
    Image truth = Image.cut(photo, 0, 2.5, 2 * W, 2 * H, W, H);
    Image film = film(shot(photo, List.of()), STANDING, blurred(List.of(truth), 1)).getFirst();
    assertThat(psnr(film, truth)).isGreaterThan(40);
    // What that is by another way: between two whole rows.
    Image above = Image.cut(photo, 0, 2, 2 * W, 2 * H, W, H);
    Image below = Image.cut(photo, 0, 3, 2 * W, 2 * H, W, H);
    Image between = Image.empty(W, H, 3);
    for (int i = 0; i < between.v().length; i++) {
      between.v()[i] = (above.v()[i] + below.v()[i]) / 2;
    }
    assertThat(psnr(film, between)).isGreaterThan(psnr(film, above) + 6);
  }

  @Test
  void aCameraMovesOverThePhotosOwnPixels() {
    RgbaImage photo = photo(2 * W, 2 * H);
    CameraTransform camera = camera(.1, 1.6);
    List<Image> truth = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      truth.add(seen(photo, camera.toSource(t / (FRAMES - 1.0))));
    }
    List<Image> film = film(shot(photo, List.of()), camera, blurred(truth, 1));
    for (int t = 0; t < FRAMES; t++) {
      assertThat(psnr(film.get(t), truth.get(t))).as("frame " + t).isGreaterThan(34);
      // The control averages squares, which is a little softer than Lanczos.
      assertThat(sharpness(film.get(t)) / sharpness(truth.get(t)))
          .as("frame " + t)
          .isBetween(.9, 1.3);
    }
  }

  @Test
  void aPanOverAPhotoIsAsSharpAsThePhoto() {
    RgbaImage photo = fine(2 * W, 2 * H);
    CameraTransform camera = camera(.13, 1);
    List<Image> truth = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      truth.add(seen(photo, camera.toSource(t / (FRAMES - 1.0))));
    }
    List<Image> film = film(shot(photo, List.of()), camera, blurred(truth, 1));
    for (int t = 1; t < FRAMES; t++) {
      assertThat(sharpness(film.get(t)) / sharpness(truth.get(t)))
          .as("frame " + t)
          .isGreaterThan(.95);
    }
  }

  @Test
  void whereAModelLosesItsWayUnderAMovingCameraThePhotoStays() {
    RgbaImage photo = photo(2 * W, 2 * H);
    CameraTransform camera = camera(.1, 1.6);
    List<Image> truth = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      truth.add(seen(photo, camera.toSource(t / (FRAMES - 1.0))));
    }
    List<Image> model = new ArrayList<>();
    for (Image frame : truth) {
      Image lost = new Image(W, H, 3, frame.v().clone());
      for (int i = 0; i < W * H; i++) {
        if (i % W < W / 3 && i / W < H / 3) {
          lost.v()[3 * i] = .9f;
          lost.v()[3 * i + 1] = .1f;
        }
      }
      model.add(lost);
    }
    List<Image> film = film(shot(photo, List.of()), camera, blurred(model, 1));
    for (int t = 0; t < FRAMES; t++) {
      assertThat(psnr(film.get(t), truth.get(t))).as("frame " + t).isGreaterThan(34);
    }
  }

  @Test
  void anotherSceneUnderAMovingCameraIsTheModels() {
    RgbaImage photo = photo(2 * W, 2 * H);
    Image other = Image.empty(MODEL_W, MODEL_H, 3);
    for (int i = 0; i < MODEL_W * MODEL_H; i++) {
      other.v()[3 * i] = .9f;
      other.v()[3 * i + 2] = .9f;
    }
    List<Image> frames = java.util.Collections.nCopies(FRAMES, other);
    Image film = film(shot(photo, List.of()), camera(0, 1.6), frames).getLast();
    assertThat(psnr(film, other.resized(W, H))).isGreaterThan(30);
  }

  @Test
  void lightThatTheModelAddsLiesOnThePhoto() {
    RgbaImage photo = photo(2 * W, 2 * H);
    Image truth = Image.cut(photo, 0, 0, photo.width(), photo.height(), W, H);
    Image lit = new Image(W, H, 3, truth.v().clone());
    for (int i = 0; i < W * H; i++) {
      double fromMiddle = Math.hypot(i % W - W / 2.0, i / W - H / 2.0) / H;
      for (int c = 0; c < 3; c++) {
        lit.v()[3 * i + c] -= (float) (.12 * Math.exp(-8 * fromMiddle * fromMiddle));
      }
    }
    Image film = film(shot(photo, List.of()), STANDING, blurred(List.of(lit), 1)).getFirst();
    assertThat(psnr(film, lit)).isGreaterThan(psnr(truth, lit) + 3);
    assertThat(sharpness(film) / sharpness(lit)).isBetween(.9, 1.1);
  }

  @Test
  void aRegionLeavesWithItsDetailAndAHoleOfTheSameTextureStays() {
    RgbaImage photo = withDisc(photo(W, H));
    Image still = Image.cut(photo, 0, 0, W, H, W, H);
    Mask mask = disc();
    Moving.Region region =
        new Moving.Region(
            mask,
            new MotionPath(
                List.of(new MotionPath.Point(.3, .5), new MotionPath.Point(.7, .5)), false));
    ShotRequest shot = shot(photo, List.of(region));
    // As a model that holds to the drawing exactly would paint it.
    KnownFrames known = new KnownFrames(shot, STANDING, W, H, new CancelToken());
    KnownFrames.Frame last = known.at(FRAMES - 1);
    Image truth = Image.empty(W, H, 3);
    for (int i = 0; i < W * H; i++) {
      for (int c = 0; c < 3; c++) {
        truth.v()[3 * i + c] =
            last.things().v()[4 * i + c]
                + (1 - last.things().v()[4 * i + 3]) * last.plate().v()[4 * i + c];
      }
    }
    List<Image> model = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      model.add(blurred(List.of(truth), 1).getFirst());
    }
    Image film = film(shot, STANDING, model).getLast();
    // The disc stood at 30 % of the frame and is at 70 % now.
    int cx = (int) (.7 * W);
    int from = (int) (.3 * W);
    for (int y = H / 2 - 20; y < H / 2 + 20; y++) {
      for (int x = -20; x < 20; x++) {
        assertThat(film.grey(y * W + cx + x)).isCloseTo(still.grey(y * W + from + x), within(.12f));
      }
    }
    Image hole = window(film, from - 30, H / 2 - 30, 60, 60);
    Image around = window(still, from + 120, H / 2 - 30, 60, 60);
    assertThat(sharpness(hole) / sharpness(around)).isBetween(.6, 1.6);
  }

  @Test
  void aHoleIsFilledOnceWhateverTheModelHasMadeOfIt() {
    RgbaImage photo = withDisc(photo(W, H));
    Moving.Region region =
        new Moving.Region(
            disc(),
            new MotionPath(
                List.of(new MotionPath.Point(.3, .5), new MotionPath.Point(.7, .5)), false));
    ShotRequest shot = shot(photo, List.of(region));
    KnownFrames known = new KnownFrames(shot, STANDING, W, H, new CancelToken());
    Image plate = colours(known.at(FRAMES - 1).plate());
    Image model = new Image(W, H, 3, plate.v().clone());
    Image things = known.at(0).things();
    for (int i = 0; i < W * H; i++) {
      if (things.v()[4 * i + 3] > 0) {
        for (int c = 0; c < 3; c++) {
          model.v()[3 * i + c] = plate.v()[3 * i + c] + .3f;
        }
      }
    }
    List<Image> frames = java.util.Collections.nCopies(FRAMES, model);
    Image film = film(shot, STANDING, blurred(frames, 1)).getLast();
    int from = (int) (.3 * W);
    assertThat(
            psnr(
                window(film, from - 30, H / 2 - 30, 60, 60),
                window(plate, from - 30, H / 2 - 30, 60, 60)))
        .isGreaterThan(34);
  }

  private static Image colours(Image rgba) {
    Image out = Image.empty(rgba.width(), rgba.height(), 3);
    for (int i = 0; i < rgba.width() * rgba.height(); i++) {
      System.arraycopy(rgba.v(), 4 * i, out.v(), 3 * i, 3);
    }
    return out;
  }

  @Test
  void aSloppyStrokeTakesNoneOfAPlainBackgroundAlong() {
    Image frame = Image.empty(W, H, 3);
    Image behind = Image.empty(W, H, 3);
    Image cover = Image.empty(W, H, 1);
    for (int i = 0; i < W * H; i++) {
      double far = Math.hypot(i % W - W / 2.0, i / W - H / 2.0);
      behind.v()[3 * i + 2] = .5f + .2f * i / (W * H);
      frame.v()[3 * i] = far < 40 ? .9f : 0;
      frame.v()[3 * i + 2] = far < 40 ? .1f : behind.v()[3 * i + 2] + .01f;
      cover.v()[i] = far < 60 ? 1 : 0;
    }
    Image closer = Matte.closer(frame, behind, cover);
    for (int i = 0; i < W * H; i++) {
      double far = Math.hypot(i % W - W / 2.0, i / W - H / 2.0);
      if (far < 37 || far > 41) {
        assertThat(closer.v()[i]).as("%.0f from the middle", far).isEqualTo(far < 40 ? 1 : 0);
      }
    }
  }

  @Test
  void aThingThatLooksLikeWhatIsBehindItStaysAsItWasBrushed() {
    Image frame = Image.empty(W, H, 3);
    Image cover = new Image(W, H, 1, disc().cover());
    assertThat(Matte.closer(frame, frame, cover)).isSameAs(cover);
  }

  @Test
  void aCharacterThatTheModelHasBentIsBentInItsFullDetail() {
    RgbaImage look = checkers(200);
    MotionPath path = MotionPath.at(.5, .5);
    ShotRequest shot =
        new ShotRequest(
            "",
            "",
            FrameShape.LANDSCAPE,
            FRAMES,
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(new Moving.Character(look, .6, path)),
            List.of(),
            Optional.empty(),
            1,
            4,
            1,
            1,
            1);
    // The model leans it by a few of its pixels.
    KnownFrames.Frame straight = new KnownFrames(shot, STANDING, W, H, new CancelToken()).at(0);
    Image truth = Image.empty(W, H, 3);
    float[] p = new float[4];
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        straight.things().sample(x + 6f * (y - H / 2f) / H, y, p, 0);
        for (int c = 0; c < 3; c++) {
          truth.v()[truth.at(x, y) + c] = p[c] + (1 - p[3]) * .7f;
        }
      }
    }
    List<Image> model = blurred(List.of(truth), 1);
    Image film = film(shot, STANDING, model).getFirst();
    double before = psnr(model.getFirst().resized(W, H), truth);
    assertThat(psnr(film, truth)).isGreaterThan(before + 2);
  }

  @Test
  void whereTheModelHasPaintedSomethingElseItsPictureStays() {
    RgbaImage photo = photo(2 * W, 2 * H);
    Image other = Image.empty(MODEL_W, MODEL_H, 3);
    for (int i = 0; i < MODEL_W * MODEL_H; i++) {
      other.v()[3 * i] = .9f;
      other.v()[3 * i + 1] = .1f * (i % MODEL_W) / MODEL_W;
      other.v()[3 * i + 2] = .9f;
    }
    Image film = film(shot(photo, List.of()), STANDING, List.of(other)).getFirst();
    assertThat(psnr(film, other.resized(W, H))).isGreaterThan(40);
  }

  private static ShotRequest shot(RgbaImage first, List<Moving> moving) {
    return shot(Optional.of(first), moving);
  }

  private static ShotRequest shot(Optional<RgbaImage> first, List<Moving> moving) {
    return new ShotRequest(
        "",
        "",
        FrameShape.LANDSCAPE,
        FRAMES,
        first,
        Optional.empty(),
        false,
        moving,
        List.of(),
        Optional.empty(),
        1,
        4,
        1,
        1,
        1);
  }

  private static List<Image> film(ShotRequest shot, CameraTransform camera, List<Image> model) {
    return film(shot, camera, Optional.empty(), model);
  }

  private static List<Image> film(
      ShotRequest shot, CameraTransform camera, Optional<RgbClip> behind, List<Image> model) {
    DetailTransfer detail = new DetailTransfer(shot, camera, behind, W, H, new CancelToken());
    List<Image> out = new ArrayList<>();
    for (int t = 0; t < model.size(); t++) {
      byte[] rgb = new byte[3 * MODEL_W * MODEL_H];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) Math.clamp(Math.round(model.get(t).v()[i] * 255), 0, 255);
      }
      out.add(Image.ofRgb(W, H, detail.frame(t, MODEL_W, MODEL_H, rgb, 0), 0));
    }
    return out;
  }

  private static List<Image> blurred(List<Image> frames, int radius) {
    return frames.stream().map(f -> f.resized(MODEL_W, MODEL_H).averaged(radius)).toList();
  }

  /** Blobs and fine grain of many colours. */
  private static RgbaImage photo(int w, int h) {
    byte[] rgba = new byte[4 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double u = (double) x / w;
        double v = (double) y / h;
        for (int c = 0; c < 3; c++) {
          double value =
              .5
                  + .18 * Math.sin(9 * u + 2 * c) * Math.cos(7 * v - c)
                  + .10 * Math.sin(61 * u + 37 * v + c)
                  + .08 * Math.sin(180 * u - 140 * v + 2 * c)
                  + .06 * Math.sin(400 * u) * Math.sin(380 * v + c);
          rgba[4 * (y * w + x) + c] = (byte) Math.round(255 * Math.clamp(value, 0, 1));
        }
        rgba[4 * (y * w + x) + 3] = -1;
      }
    }
    return new RgbaImage(w, h, rgba);
  }

  /** A thing of its own colour, textured like the rest. */
  private static RgbaImage withDisc(RgbaImage photo) {
    byte[] rgba = photo.rgba().clone();
    for (int i = 0; i < W * H; i++) {
      if (Math.hypot(i % W - .3 * W, i / W - .5 * H) < 40) {
        rgba[4 * i] = (byte) Math.min(255, (rgba[4 * i] & 255) + 90);
        rgba[4 * i + 2] = (byte) ((rgba[4 * i + 2] & 255) / 2);
      }
    }
    return new RgbaImage(W, H, rgba);
  }

  /** Waves of two and a half pixels of the film. */
  private static RgbaImage fine(int w, int h) {
    byte[] rgb = new byte[3 * w * h];
    for (int i = 0; i < rgb.length; i++) {
      double x = i / 3 % w;
      double y = i / 3 / w;
      rgb[i] =
          (byte)
              Math.round(128 + 50 * Math.sin(x * .4 * Math.PI) + 50 * Math.sin(y * .3 * Math.PI));
    }
    return RgbaImage.ofRgb(w, h, rgb);
  }

  private static RgbaImage checkers(int side) {
    byte[] rgba = new byte[4 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int i = 4 * (y * side + x);
        boolean dark = (x / 20 + y / 20) % 2 == 0;
        rgba[i] = (byte) (dark ? 40 : 220);
        rgba[i + 1] = (byte) (dark ? 60 : 190);
        rgba[i + 2] = (byte) (dark ? 120 : 60);
        rgba[i + 3] = (byte) (Math.hypot(x - side / 2.0, y - side / 2.0) < side / 2.0 ? 255 : 0);
      }
    }
    return new RgbaImage(side, side, rgba);
  }

  private static Mask disc() {
    float[] cover = new float[W * H];
    for (int i = 0; i < cover.length; i++) {
      cover[i] = Math.hypot(i % W - .3 * W, i / W - .5 * H) < 40 ? 1 : 0;
    }
    return new Mask(W, H, cover);
  }

  /** Straight from the photo, many samples a pixel: the control. */
  private static Image seen(RgbaImage photo, Affine source) {
    Image all =
        Image.cut(photo, 0, 0, photo.width(), photo.height(), photo.width(), photo.height());
    Image out = Image.empty(W, H, 3);
    float[] p = new float[3];
    int n = 4;
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        for (int k = 0; k < n * n; k++) {
          double u = (x + (k % n + .5) / n) / W;
          double v = (y + (k / n + .5) / n) / H;
          all.bilinear(
              (float) (source.x(u, v) * photo.width() - .5),
              (float) (source.y(u, v) * photo.height() - .5),
              p);
          for (int c = 0; c < 3; c++) {
            out.v()[out.at(x, y) + c] += p[c] / (n * n);
          }
        }
      }
    }
    return out;
  }

  private static Image window(Image of, int left, int top, int w, int h) {
    Image out = Image.empty(w, h, 3);
    for (int y = 0; y < h; y++) {
      System.arraycopy(of.v(), of.at(left, top + y), out.v(), out.at(0, y), 3 * w);
    }
    return out;
  }

  private static double psnr(Image a, Image b) {
    double sum = 0;
    for (int i = 0; i < a.v().length; i++) {
      double d = Math.clamp(a.v()[i], 0, 1) - Math.clamp(b.v()[i], 0, 1);
      sum += d * d;
    }
    return -10 * Math.log10(Math.max(1e-12, sum / a.v().length));
  }

  /** Variance of the Laplacian. */
  private static double sharpness(Image of) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int y = 1; y < of.height() - 1; y++) {
      for (int x = 1; x < of.width() - 1; x++) {
        int i = y * of.width() + x;
        double l =
            4 * of.grey(i)
                - of.grey(i - 1)
                - of.grey(i + 1)
                - of.grey(i - of.width())
                - of.grey(i + of.width());
        sum += l;
        squares += l * l;
        n++;
      }
    }
    return squares / n - sum / n * (sum / n);
  }
}
