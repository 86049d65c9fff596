package zoetrope.diffusion.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/**
 * A shot at a model's size: its first and last frame, and where in every frame everything is that
 * moves or holds still. What the user drew means the same whatever model reads it.
 */
public final class MotionScene {
  /** Cover from which a pixel belongs to something. */
  private static final float INSIDE = .5f;

  private final ShotRequest shot;
  private final int width;
  private final int height;
  private final Optional<Layer> first;
  private final List<Thing> things = new ArrayList<>();

  /**
   * Something with a place of its own.
   *
   * @param sprite at its place in the first frame, transparent around
   * @param at how far it is from there in each frame of the shot, in pixels
   * @param character whether it is one, and not a part of the first frame
   * @param moves false for a pin
   */
  public record Thing(Layer sprite, List<MotionPath.Point> at, boolean character, boolean moves) {
    public Thing {
      at = List.copyOf(at);
    }

    MotionPath.Point at(int frame) {
      return at.get(Math.min(frame, at.size() - 1));
    }

    /** Its bounds in a frame, in pixels; empty when nothing of it is opaque. */
    Optional<Box> box(int frame) {
      int x0 = Integer.MAX_VALUE;
      int y0 = Integer.MAX_VALUE;
      int x1 = -1;
      int y1 = -1;
      float[] v = sprite.v();
      for (int i = 0; i < v.length / 4; i++) {
        if (v[4 * i + 3] > INSIDE) {
          x0 = Math.min(x0, i % sprite.width());
          x1 = Math.max(x1, i % sprite.width() + 1);
          y0 = Math.min(y0, i / sprite.width());
          y1 = Math.max(y1, i / sprite.width() + 1);
        }
      }
      MotionPath.Point p = at(frame);
      return x1 < 0
          ? Optional.empty()
          : Optional.of(new Box(x0 + p.x(), y0 + p.y(), x1 + p.x(), y1 + p.y()));
    }
  }

  /** Left, top, right and bottom in pixels. */
  record Box(double x0, double y0, double x1, double y1) {}

  public MotionScene(ShotRequest shot, int width, int height) {
    this.shot = shot;
    this.width = width;
    this.height = height;
    first = shot.firstFrame().map(this::fitted);
    if (shot.trajectory()) {
      shot.pins().forEach(pin -> pinned(pin).ifPresent(things::add));
    }
    shot.moving().forEach(m -> thing(m).ifPresent(things::add));
  }

  /** A picture that fills the frame. */
  private Layer fitted(RgbaImage picture) {
    return Layer.of(picture).filling(width, height);
  }

  private Optional<Thing> thing(Moving moving) {
    return switch (moving) {
      case Moving.Character c -> character(c);
      case Moving.Region r -> shot.trajectory() ? region(r) : Optional.empty();
    };
  }

  /** A character without a look keeps its place, so that it can be led. */
  private Optional<Thing> character(Moving.Character c) {
    int px = Math.max(2, (int) Math.round(c.size() * Math.min(width, height)));
    Layer look = Layer.of(c.look()).trimmedSquare().resized(px, px);
    List<MotionPath.Point> places =
        c.path().sample(shot.frames()).stream()
            .map(p -> new MotionPath.Point(p.x() * width, p.y() * height))
            .toList();
    MotionPath.Point start = places.getFirst();
    Layer sprite = Layer.empty(width, height);
    sprite.over(look, start.x() - px / 2.0, start.y() - px / 2.0);
    boolean led = shot.trajectory();
    List<MotionPath.Point> way =
        places.stream()
            .map(p -> led ? new MotionPath.Point(p.x() - start.x(), p.y() - start.y()) : HERE)
            .toList();
    return Optional.of(new Thing(sprite, way, true, true));
  }

  private static final MotionPath.Point HERE = new MotionPath.Point(0, 0);

  private Optional<Thing> region(Moving.Region r) {
    MotionPath.Point start = r.path().points().getFirst();
    List<MotionPath.Point> way =
        r.path().sample(shot.frames()).stream()
            .map(
                p ->
                    new MotionPath.Point((p.x() - start.x()) * width, (p.y() - start.y()) * height))
            .toList();
    return Optional.of(new Thing(cut(r.area()), way, false, true));
  }

  private Optional<Thing> pinned(Area pin) {
    return Optional.of(new Thing(cut(pin), List.of(HERE), false, false));
  }

  /** What a brush covers of the first frame; white where there is none. */
  private Layer cut(Area area) {
    Layer ground = first.orElseGet(() -> white(width, height));
    return ground.times(Layer.cover(area, width, height));
  }

  static Layer white(int width, int height) {
    Layer out = Layer.empty(width, height);
    java.util.Arrays.fill(out.v(), 1);
    return out;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public ShotRequest shot() {
    return shot;
  }

  /** The first frame as it was given. */
  public Optional<Layer> first() {
    return first;
  }

  /** The last frame. */
  public Optional<Layer> last() {
    return shot.lastFrame().map(this::fitted);
  }

  /** Pins first, then what moves, the rearmost first. */
  public List<Thing> things() {
    return things;
  }

  /** The camera's move, where the trajectory adapter is on. */
  public Optional<CameraField> camera() {
    return shot.trajectory()
        ? shot.camera()
            .filter(c -> !c.stands())
            .map(c -> new CameraField(c.over((double) width / height), width, height))
        : Optional.empty();
  }

  /** Whether anything is asked of a trajectory adapter. */
  public boolean moves() {
    return shot.trajectory() && (!things.isEmpty() || camera().isPresent());
  }

  /** What part of the shot a frame is at, 0 to 1. */
  double part(int frame) {
    return shot.frames() < 2 ? 0 : Math.min(1, (double) frame / (shot.frames() - 1));
  }
}
