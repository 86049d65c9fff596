package zoetrope.diffusion.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbClip;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/**
 * A character on its way, as a model paints it that leaves traces: a film of 640x360 from frames of
 * 256x144. The plate is what lies behind, bars of two greys.
 */
class TraceRemovalTest {
  private static final int W = 640;
  private static final int H = 360;
  private static final int MODEL_W = 256;
  private static final int MODEL_H = 144;
  private static final int FRAMES = 5;
  private static final double SIZE = .3;
  private static final int RADIUS = (int) (SIZE * MODEL_H / 2);
  private static final MotionPath WAY =
      new MotionPath(List.of(new MotionPath.Point(.3, .5), new MotionPath.Point(.7, .5)), false);

  /** What the model changes of the plate at a place, beside and behind the character. */
  private interface Change {
    float at(int x, int y);
  }

  @Test
  void theRingThatAModelPaintsAroundACharacterGivesWayToWhatIsBehindIt() {
    Image model = painted((x, y) -> from(x, y, .5) < RADIUS + 10 ? -.15f : 0);
    assertThat(residual(plain(model), .5, 0)).isGreaterThan(.05);
    assertThat(residual(cleared(model), .5, 0)).isLessThan(.01);
  }

  @Test
  void theTraceThatItLeavesWhereACharacterWasAndWillBeGoesToo() {
    Image model = painted((x, y) -> from(x, y, .3) < RADIUS || from(x, y, .7) < RADIUS ? -.1f : 0);
    assertThat(residual(plain(model), .3, -RADIUS)).isGreaterThan(.05);
    assertThat(residual(cleared(model), .3, -RADIUS)).isLessThan(.01);
    assertThat(residual(cleared(model), .7, -RADIUS)).isLessThan(.01);
  }

  @Test
  void lightThatLiesOnTheWholePictureLiesAroundTheCharacterToo() {
    Image model = painted((x, y) -> .1f + (from(x, y, .5) < RADIUS + 10 ? -.15f : 0));
    assertThat(Math.abs(change(cleared(model), .5, 0) - .1)).isLessThan(.015);
  }

  @Test
  void theShadowBelowTheFeetStays() {
    int foot = MODEL_H / 2 + RADIUS;
    Change shadow =
        (x, y) -> Math.abs(x - MODEL_W / 2) < RADIUS / 2 && y >= foot && y < foot + 4 ? -.2f : 0;
    Image model = painted(shadow);
    int y = (foot + 1) * H / MODEL_H;
    float plain = plain(model).grey(y * W + W / 2);
    float behind = behind().resized(W, H).grey(y * W + W / 2);
    assertThat(behind - plain).isGreaterThan(.1f);
    assertThat(behind - cleared(model).grey(y * W + W / 2)).isGreaterThan(.5f * (behind - plain));
  }

  @Test
  void whatMovesAllAroundTheCharacterStaysTheModels() {
    Image model = painted((x, y) -> (x / 3 + y / 3) % 2 == 0 ? .15f : -.15f);
    assertThat(cleared(model).v()).isEqualTo(plain(model).v());
  }

  @Test
  void whereTheWayTakesInTheWholeFrameNoLightIsMadeUp() {
    Image model = painted((x, y) -> 0);
    Image film = film(Optional.empty(), Optional.of(clip(behind())), .9, model);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 20; x++) {
        assertThat(film.grey(y * W + x)).isCloseTo(.4f, within(.01f));
      }
    }
  }

  @Test
  void farFromTheWayNothingChanges() {
    Image model = painted((x, y) -> y < 20 && x > 100 && x < 110 ? .3f : 0);
    Image before = plain(model);
    Image after = cleared(model);
    for (int i = 0; i < 3 * W * (20 * H / MODEL_H); i++) {
      assertThat(after.v()[i]).isEqualTo(before.v()[i]);
    }
  }

  @Test
  void aFirstFrameSaysItBetter() {
    byte[] photo = new byte[3 * W * H];
    for (int i = 0; i < photo.length; i++) {
      photo[i] = (byte) (60 + i / 3 % W / 5);
    }
    Optional<RgbaImage> first = Optional.of(RgbaImage.ofRgb(W, H, photo));
    Image model = painted((x, y) -> from(x, y, .5) < RADIUS + 10 ? -.15f : 0);
    assertThat(film(first, Optional.of(clip(behind())), model).v())
        .isEqualTo(film(first, Optional.empty(), model).v());
  }

  private static double from(int x, int y, double at) {
    return Math.hypot(x + .5 - at * MODEL_W, y + .5 - .5 * MODEL_H);
  }

  private static Image behind() {
    Image out = Image.empty(MODEL_W, MODEL_H, 3);
    for (int i = 0; i < out.v().length; i++) {
      out.v()[i] = i / 3 % MODEL_W / 16 % 2 == 0 ? .4f : .55f;
    }
    return out;
  }

  /** The middle one of the shot's frames: the character halfway. */
  private static Image painted(Change change) {
    Image out = behind();
    for (int i = 0; i < MODEL_W * MODEL_H; i++) {
      int x = i % MODEL_W;
      int y = i / MODEL_W;
      boolean inside = from(x, y, .5) < RADIUS;
      for (int c = 0; c < 3; c++) {
        float free = out.v()[3 * i + c] + change.at(x, y);
        out.v()[3 * i + c] = inside ? (c == 0 ? .9f : .1f) : free;
      }
    }
    return out;
  }

  private static Image plain(Image model) {
    return film(Optional.empty(), Optional.empty(), model);
  }

  private static Image cleared(Image model) {
    return film(Optional.empty(), Optional.of(clip(behind())), model);
  }

  private static Image film(Optional<RgbaImage> first, Optional<RgbClip> behind, Image model) {
    return film(first, behind, SIZE, model);
  }

  private static Image film(
      Optional<RgbaImage> first, Optional<RgbClip> behind, double size, Image model) {
    ShotRequest shot =
        new ShotRequest(
            "",
            "",
            FrameShape.LANDSCAPE,
            FRAMES,
            first,
            Optional.empty(),
            false,
            List.of(new Moving.Character(disc(), size, WAY)),
            List.of(),
            Optional.empty(),
            1,
            4,
            1,
            1,
            1);
    CameraTransform camera = CameraTransform.still((double) W / H);
    DetailTransfer detail = new DetailTransfer(shot, camera, behind, W, H, new CancelToken());
    byte[] frame = detail.frame(FRAMES / 2, MODEL_W, MODEL_H, clip(model).rgb(), 0);
    return Image.ofRgb(W, H, frame, 0);
  }

  private static RgbClip clip(Image frame) {
    byte[] rgb = new byte[frame.v().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.clamp(Math.round(frame.v()[i] * 255), 0, 255);
    }
    return new RgbClip(frame.width(), frame.height(), 1, rgb);
  }

  private static RgbaImage disc() {
    int side = 200;
    byte[] rgba = new byte[4 * side * side];
    for (int i = 0; i < side * side; i++) {
      rgba[4 * i] = (byte) 230;
      rgba[4 * i + 1] = 26;
      rgba[4 * i + 2] = 26;
      double far = Math.hypot(i % side + .5 - side / 2.0, i / side + .5 - side / 2.0);
      rgba[4 * i + 3] = (byte) (far < side / 2.0 ? 255 : 0);
    }
    return new RgbaImage(side, side, rgba);
  }

  /** Mean difference to the plate in a ring of the film around a place on the way. */
  private static double residual(Image film, double at, int inner) {
    return mean(film, at, inner, true);
  }

  private static double change(Image film, double at, int inner) {
    return mean(film, at, inner, false);
  }

  /** Above the feet, from 3 pixels off the outline (or further in) to 25 off it. */
  private static double mean(Image film, double at, int inner, boolean absolute) {
    Image truth = behind().resized(W, H);
    double scale = (double) W / MODEL_W;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < W * H; i++) {
      double off = Math.hypot(i % W - at * W, i / W - .5 * H) - RADIUS * scale;
      if (off > 3 + inner * scale && off < 25 + inner * scale / 2 && i / W < .5 * H) {
        double d = film.grey(i) - truth.grey(i);
        sum += absolute ? Math.abs(d) : d;
        count++;
      }
    }
    return sum / count;
  }
}
