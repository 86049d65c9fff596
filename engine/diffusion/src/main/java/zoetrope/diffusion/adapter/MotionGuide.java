package zoetrope.diffusion.adapter;

import java.util.List;
import java.util.Optional;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/**
 * What moves in a shot, as layers of a frame's size: cut-outs carried along their paths by
 * translation only.
 */
public final class MotionGuide {
  /** Where a character stands while the trajectory adapter is off. */
  private static final MotionPath CANONICAL = MotionPath.at(0.5, 0.64);

  private static final double FRINGE = 0.03;

  /** Cover below this is nothing. */
  public static final float TRACE = 0.02f;

  private final ShotRequest shot;
  private final int width;
  private final int height;
  private final Optional<Layer> first;
  private final List<Track> tracks;

  private record Track(Layer sprite, boolean fullFrame, List<MotionPath.Point> at) {}

  /** Of a shot at a frame's size in pixels. */
  public MotionGuide(ShotRequest shot, int width, int height) {
    this.shot = shot;
    this.width = width;
    this.height = height;
    first = shot.firstFrame().map(Layer::of).map(l -> l.filling(width, height));
    tracks = shot.moving().stream().map(this::track).toList();
  }

  private Track track(Moving m) {
    return switch (m) {
      case Moving.Character c -> {
        int px = Math.max(2, (int) Math.round(c.size() * Math.min(width, height)));
        yield new Track(
            Layer.of(c.look()).trimmedSquare().resized(px, px),
            false,
            (shot.trajectory() ? c.path() : CANONICAL).sample(shot.frames()));
      }
      case Moving.Region r -> {
        float[] cover = Layer.cover(r.area(), width, height);
        Layer cut = first.orElseGet(() -> Layer.empty(width, height)).times(cover);
        MotionPath p =
            shot.trajectory()
                ? r.path()
                : new MotionPath(List.of(r.path().points().getFirst()), false);
        yield new Track(cut, true, p.sample(shot.frames()));
      }
    };
  }

  /** The first frame, filling the frame. */
  public Optional<Layer> first() {
    return first;
  }

  /** What moves, in frame {@code t} of the shot. */
  public Layer at(int t) {
    return at(t, true);
  }

  /** Only the brushed regions among that, or the characters too. */
  public Layer at(int t, boolean characters) {
    Layer out = Layer.empty(width, height);
    for (Track k : tracks) {
      if (!characters && !k.fullFrame()) {
        continue;
      }
      MotionPath.Point p = k.at().get(Math.min(t, k.at().size() - 1));
      if (k.fullFrame()) {
        MotionPath.Point o = k.at().getFirst();
        out.over(k.sprite(), (p.x() - o.x()) * width, (p.y() - o.y()) * height);
      } else {
        out.over(
            k.sprite(),
            p.x() * width - k.sprite().width() / 2.0,
            p.y() * height - k.sprite().height() / 2.0);
      }
    }
    return out;
  }

  /** Where something was or will be in any frame of the shot: 1 inside, 0 outside. */
  public float[] swept() {
    float[] out = new float[width * height];
    for (int t = 0; t < shot.frames(); t++) {
      float[] a = at(t).alpha();
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.max(out[i], a[i] > TRACE ? 1 : 0);
      }
    }
    return out;
  }

  /** A picture is given, something in it is brushed, and no camera is asked to move the rest. */
  public static boolean brushed(ShotRequest shot) {
    return shot.trajectory()
        && shot.firstFrame().isPresent()
        && shot.moving().stream().anyMatch(Moving.Region.class::isInstance)
        && shot.camera().isEmpty();
  }

  /** A cover grown by the soft edge and the shadow that things have in pictures. */
  public static float[] withFringe(float[] cover, int width, int height) {
    return Layer.dilate(
        cover, width, height, Math.max(1, (int) (FRINGE * Math.min(width, height))));
  }

  /** A picture with a hole where something is, its fringe too. */
  public static Layer without(Layer picture, Layer thing) {
    float[] hole = withFringe(thing.alpha(), picture.width(), picture.height());
    for (int i = 0; i < hole.length; i++) {
      hole[i] = hole[i] > TRACE ? 0 : 1;
    }
    return picture.times(hole);
  }
}
