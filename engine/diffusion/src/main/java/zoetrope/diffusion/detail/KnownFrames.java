package zoetrope.diffusion.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.Mask;
import zoetrope.core.image.PixelRect;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.fill.HoleFiller;

/**
 * What is known of a shot's frames before any model has painted them, in the film's pixels: the
 * first frame as the camera sees it, the holes that its brushed regions leave, and what moves,
 * carried along its path.
 */
final class KnownFrames {
  /** How far the soft edge and the shadow of a thing reach, of the frame's shorter side. */
  private static final double FRINGE = .01;

  private static final float TRACE = .02f;

  /** Pixels of the film, each way, for one that says where the plate is made up. */
  private static final int MADE = 2;

  /**
   * A frame.
   *
   * @param plate red, green, blue of what stands still; and 1 where it is known, else 0
   * @param made how far the plate is made up there, 0 to 1; at a smaller size, one value a pixel
   * @param things what moves, premultiplied; the fourth value is its cover
   * @param touched where things are
   */
  record Frame(Image plate, Image made, Image things, PixelRect touched) {}

  /** Something that moves: its pixels, premultiplied, and its upper left corner in each frame. */
  private record Thing(Image pixels, List<MotionPath.Point> corner) {}

  private final int width;
  private final int height;
  private final int frames;
  private final Optional<SourcePlate> plate;
  private final CameraTransform camera;
  private final Image none;
  private final Optional<SourcePlate> made;
  private final List<Thing> things = new ArrayList<>();
  private Optional<Image> standing = Optional.empty();

  /**
   * @param camera the move that the shot asks for
   * @throws zoetrope.core.task.CancelledException when cancelled while a hole is filled
   */
  KnownFrames(ShotRequest shot, CameraTransform camera, int width, int height, CancelToken cancel) {
    this.width = width;
    this.height = height;
    this.camera = camera;
    frames = shot.frames();
    none = Image.empty(width, height, 4);
    Optional<SourcePlate> whole =
        shot.firstFrame().map(p -> SourcePlate.filling(p, width, height, zoom(camera)));
    boolean[] hole = new boolean[width * height];
    whole.ifPresent(w -> regions(shot).forEach(r -> open(hole, cover(r.area()))));
    plate = whole.map(w -> filled(w, hole, cancel));
    made = whole.map(w -> made(hole));
    Optional<Image> before = whole.map(SourcePlate::frame);
    Optional<Image> behind = plate.map(SourcePlate::frame);
    for (Moving m : shot.moving()) {
      switch (m) {
        case Moving.Character c -> things.add(character(c));
        case Moving.Region r ->
            before.ifPresent(
                b -> things.add(region(r, b, Matte.closer(b, behind.orElse(b), cover(r.area())))));
      }
    }
  }

  private static double zoom(CameraTransform camera) {
    return camera.stands() ? 0 : camera.closest();
  }

  private static List<Moving.Region> regions(ShotRequest shot) {
    return shot.moving().stream()
        .filter(Moving.Region.class::isInstance)
        .map(Moving.Region.class::cast)
        .toList();
  }

  private Thing character(Moving.Character c) {
    int side = Math.max(2, (int) Math.round(c.size() * Math.min(width, height)));
    List<MotionPath.Point> corners =
        c.path().sample(frames).stream()
            .map(p -> new MotionPath.Point(p.x() * width - side / 2.0, p.y() * height - side / 2.0))
            .toList();
    return new Thing(square(c.look().trimmed(), side), corners);
  }

  /** In the middle of a square, premultiplied. */
  private static Image square(RgbaImage look, int side) {
    int longer = Math.max(look.width(), look.height());
    Image out = Image.empty(longer, longer, 4);
    int left = (longer - look.width()) / 2;
    int top = (longer - look.height()) / 2;
    for (int y = 0; y < look.height(); y++) {
      for (int x = 0; x < look.width(); x++) {
        int s = 4 * (y * look.width() + x);
        int d = out.at(left + x, top + y);
        float alpha = (look.rgba()[s + 3] & 255) / 255f;
        for (int k = 0; k < 3; k++) {
          out.v()[d + k] = (look.rgba()[s + k] & 255) / 255f * alpha;
        }
        out.v()[d + 3] = alpha;
      }
    }
    return out.resized(side, side);
  }

  private Thing region(Moving.Region r, Image frame, Image cover) {
    MotionPath.Point start = r.path().points().getFirst();
    List<MotionPath.Point> corners =
        r.path().sample(frames).stream()
            .map(
                p ->
                    new MotionPath.Point((p.x() - start.x()) * width, (p.y() - start.y()) * height))
            .toList();
    PixelRect bounds = bounds(cover);
    Image out = Image.empty(bounds.width(), bounds.height(), 4);
    for (int y = 0; y < bounds.height(); y++) {
      for (int x = 0; x < bounds.width(); x++) {
        int i = (bounds.y() + y) * width + bounds.x() + x;
        float a = cover.v()[i];
        for (int c = 0; c < 3; c++) {
          out.v()[out.at(x, y) + c] = frame.v()[3 * i + c] * a;
        }
        out.v()[out.at(x, y) + 3] = a;
      }
    }
    return new Thing(
        out,
        corners.stream()
            .map(p -> new MotionPath.Point(p.x() + bounds.x(), p.y() + bounds.y()))
            .toList());
  }

  /** Where anything is covered, and a pixel around it; one pixel where nothing is. */
  private PixelRect bounds(Image cover) {
    int left = width;
    int top = height;
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < cover.v().length; i++) {
      if (cover.v()[i] > 0) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width + 1);
        top = Math.min(top, i / width);
        bottom = i / width + 1;
      }
    }
    return left >= right
        ? new PixelRect(0, 0, 1, 1)
        : new PixelRect(left, top, right - left, bottom - top).grown(1, width, height);
  }

  private Image cover(Area area) {
    Mask mask =
        switch (area) {
          case Area.Painted(Mask painted) -> painted;
          case Area.Box box -> box.mask(width, height);
        };
    Image out =
        new Image(mask.width(), mask.height(), 1, mask.cover().clone()).resized(width, height);
    for (int i = 0; i < out.v().length; i++) {
      // The filter rings beside sharp strokes.
      out.v()[i] = out.v()[i] < TRACE ? 0 : Math.min(1, out.v()[i]);
    }
    return out;
  }

  private void open(boolean[] hole, Image cover) {
    int reach = Math.max(1, (int) Math.round(FRINGE * Math.min(width, height)));
    Image near = cover.averaged(reach);
    for (int i = 0; i < hole.length; i++) {
      hole[i] |= near.v()[i] > TRACE;
    }
  }

  /** The plate with what lies behind moving regions made of pieces of the rest. */
  private SourcePlate filled(SourcePlate whole, boolean[] hole, CancelToken cancel) {
    if (IntStream.range(0, hole.length).noneMatch(i -> hole[i])) {
      return whole;
    }
    float[] rgb = HoleFiller.fill(width, height, whole.frame().v(), hole, cancel::check);
    Image big = whole.largest();
    Image fill = new Image(width, height, 3, rgb).resized(big.width(), big.height());
    float[] mask = new float[hole.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = hole[i] ? 1 : 0;
    }
    Image share = new Image(width, height, 1, mask).averaged(1).resized(big.width(), big.height());
    float[] v = big.v().clone();
    for (int i = 0; i < big.width() * big.height(); i++) {
      float s = Math.clamp(share.v()[i], 0, 1);
      for (int c = 0; c < 3; c++) {
        v[3 * i + c] += s * (fill.v()[3 * i + c] - v[3 * i + c]);
      }
    }
    return SourcePlate.of(new Image(big.width(), big.height(), 3, v), width, height);
  }

  /** Where the plate is made up, to be carried along with it. */
  private SourcePlate made(boolean[] hole) {
    Image mask = Image.empty(width, height, 3);
    for (int i = 0; i < hole.length; i++) {
      mask.v()[3 * i] = hole[i] ? 1 : 0;
    }
    int w = Math.max(1, width / MADE);
    int h = Math.max(1, height / MADE);
    return SourcePlate.of(mask.resized(w, h), w, h);
  }

  /** Whether a first frame is known. */
  boolean hasPlate() {
    return plate.isPresent();
  }

  /** Whether what stands still looks the same in all frames. */
  boolean stands() {
    return plate.isEmpty() || camera.stands();
  }

  /** What is known of frame {@code t}. */
  Frame at(int t) {
    Image moved = Image.empty(width, height, 4);
    List<PixelRect> places = new ArrayList<>();
    for (Thing thing : things) {
      over(moved.v(), thing, t).ifPresent(places::add);
    }
    return new Frame(background(t), madeUp(t), moved, around(places));
  }

  private Image madeUp(int t) {
    if (made.isEmpty()) {
      return Image.empty(1, 1, 1);
    }
    Image seen = made.get().seen(view(t));
    Image out = Image.empty(seen.width(), seen.height(), 1);
    for (int i = 0; i < out.v().length; i++) {
      out.v()[i] = seen.v()[4 * i + 3] * Math.clamp(seen.v()[4 * i], 0, 1);
    }
    return out;
  }

  private Affine view(int t) {
    return camera.toSource(camera.stands() || frames < 2 ? 0 : Math.min(1, t / (frames - 1.0)));
  }

  private static PixelRect around(List<PixelRect> places) {
    int left = places.stream().mapToInt(PixelRect::x).min().orElse(0);
    int top = places.stream().mapToInt(PixelRect::y).min().orElse(0);
    int right = places.stream().mapToInt(p -> p.x() + p.width()).max().orElse(0);
    int bottom = places.stream().mapToInt(p -> p.y() + p.height()).max().orElse(0);
    return new PixelRect(left, top, right - left, bottom - top);
  }

  private Image background(int t) {
    if (plate.isEmpty()) {
      return none;
    }
    if (camera.stands()) {
      if (standing.isEmpty()) {
        standing = Optional.of(plate.get().seen(view(t)));
      }
      return standing.get();
    }
    return plate.get().seen(view(t));
  }

  private Optional<PixelRect> over(float[] v, Thing thing, int t) {
    MotionPath.Point corner = thing.corner().get(Math.min(t, thing.corner().size() - 1));
    Image p = thing.pixels();
    int left = Math.max(0, (int) Math.floor(corner.x()) - 1);
    int right = Math.min(width, (int) Math.ceil(corner.x()) + p.width() + 1);
    int top = Math.max(0, (int) Math.floor(corner.y()) - 1);
    int bottom = Math.min(height, (int) Math.ceil(corner.y()) + p.height() + 1);
    if (left >= right || top >= bottom) {
      return Optional.empty();
    }
    IntStream.range(top, bottom)
        .parallel()
        .forEach(
            y -> {
              float[] pixel = new float[4];
              for (int x = left; x < right; x++) {
                float px = (float) (x - corner.x());
                float py = (float) (y - corner.y());
                if (px <= -1 || py <= -1 || px >= p.width() || py >= p.height()) {
                  continue;
                }
                p.sample(px, py, pixel, 0);
                float a = Math.clamp(pixel[3], 0, 1);
                int i = 4 * (y * width + x);
                for (int c = 0; c < 3; c++) {
                  v[i + c] = Math.clamp(pixel[c], 0, a) + v[i + c] * (1 - a);
                }
                v[i + 3] = a + v[i + 3] * (1 - a);
              }
            });
    return Optional.of(new PixelRect(left, top, right - left, bottom - top));
  }
}
