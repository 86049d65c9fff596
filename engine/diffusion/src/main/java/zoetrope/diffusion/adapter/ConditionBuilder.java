package zoetrope.diffusion.adapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.Mask;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.CameraMove;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/**
 * Turns a shot's characters, brushed regions, pins and camera into {@link Conditions}, window by
 * window. The cut-outs are carried by translation only; light, lean and shadow are the model's
 * work.
 */
public final class ConditionBuilder {
  /** Where a character stands while the trajectory adapter is off. */
  private static final MotionPath CANONICAL = MotionPath.at(0.5, 0.64);

  private static final double FRINGE = 0.03;

  /** The least that a view is magnified, however far a window goes on after its shot. */
  private static final double LEAST_ZOOM = 0.1;

  /** Cover below this is nothing. */
  static final float TRACE = 0.02f;

  private final ShotRequest shot;
  private final Optional<CameraMove> camera;
  private final int width;
  private final int height;
  private final Optional<Layer> first;
  private final List<Track> tracks;

  private record Track(Layer sprite, boolean fullFrame, List<MotionPath.Point> at) {}

  public ConditionBuilder(ShotRequest shot) {
    this(shot, shot.camera());
  }

  /**
   * @param camera the move over the whole shot, by the user or by what the prompt says
   */
  public ConditionBuilder(ShotRequest shot, Optional<CameraMove> camera) {
    this(shot, camera, shot.shape().width(), shot.shape().height());
  }

  /** As the other, at another size than the starter model's. */
  public ConditionBuilder(ShotRequest shot, Optional<CameraMove> camera, int width, int height) {
    this.shot = shot;
    this.camera = shot.trajectory() ? camera : Optional.empty();
    this.width = width;
    this.height = height;
    first = shot.firstFrame().map(Layer::of).map(l -> filling(l, width, height));
    tracks = shot.moving().stream().map(this::track).toList();
  }

  /** Scales and crops a picture so that it fills the frame; transparent parts become mid-grey. */
  static Layer filling(Layer l, int width, int height) {
    double k = Math.max((double) width / l.width(), (double) height / l.height());
    Layer big =
        l.resized(
            (int) Math.max(width, Math.round(l.width() * k)),
            (int) Math.max(height, Math.round(l.height() * k)));
    Layer out = Layer.empty(width, height);
    java.util.Arrays.fill(out.v(), 0.5f);
    for (int i = 3; i < out.v().length; i += 4) {
      out.v()[i] = 1;
    }
    out.over(big, -((big.width() - width) / 2), -((big.height() - height) / 2));
    return out;
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
        float[] cover = Layer.cover(r.mask(), width, height);
        Layer cut = first.orElseGet(() -> Layer.empty(width, height)).times(cover);
        MotionPath p =
            shot.trajectory()
                ? r.path()
                : new MotionPath(List.of(r.path().points().getFirst()), false);
        yield new Track(cut, true, p.sample(shot.frames()));
      }
    };
  }

  /** What moves, in frame {@code t} of the shot. */
  public Layer guide(int t) {
    return guide(t, true);
  }

  private Layer guide(int t, boolean characters) {
    Layer out = Layer.empty(width, height);
    for (Track k : tracks) {
      if (!characters && !k.fullFrame()) {
        continue; // a character that walks into the picture has nothing behind it to be uncovered
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
      float[] a = guide(t).alpha();
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.max(out[i], a[i] > 0.02 ? 1 : 0);
      }
    }
    return out;
  }

  /**
   * A picture is given, something in it is brushed, and neither camera nor prompt is asked to move
   * the rest.
   */
  public boolean brushed() {
    return brushed(shot) && camera.isEmpty();
  }

  /** The same as far as the shot says it, whatever the prompt does. */
  public static boolean brushed(ShotRequest shot) {
    return shot.trajectory()
        && shot.firstFrame().isPresent()
        && shot.moving().stream().anyMatch(Moving.Region.class::isInstance)
        && shot.camera().isEmpty();
  }

  /**
   * What is known when a window begins.
   *
   * @param frames the last finished frames of the window before, which this one repeats; empty for
   *     the first window
   * @param behind what earlier windows showed behind the moving things, as far as it is known
   * @param keyframe what the scene looks like where no picture was given
   */
  public record Known(List<Layer> frames, Layer behind, Optional<Layer> keyframe) {
    public Known {
      frames = List.copyOf(frames);
    }
  }

  /** The conditions of a window of which nothing is known from earlier ones but its beginning. */
  public Conditions window(int start, int length, List<Layer> before) {
    return window(
        start,
        length,
        new Known(before, Layer.empty(width, height), Optional.empty()),
        new CancelToken());
  }

  /**
   * The conditions of the window of {@code length} frames from the shot's frame {@code start}.
   *
   * @throws zoetrope.core.task.CancelledException when cancelled while a hole is filled
   */
  public Conditions window(int start, int length, Known beginning, CancelToken cancel) {
    List<Layer> guide = new ArrayList<>();
    for (int t = 0; t < length; t++) {
      guide.add(guide(start + t));
    }
    List<Layer> plate = new ArrayList<>(beginning.frames());
    if (plate.isEmpty()) {
      first.ifPresent(plate::add);
    }
    int known = plate.size();
    boolean everything = !beginning.frames().isEmpty() || shot.continues();
    Layer rest =
        known == 0
            ? beginning.keyframe().orElseGet(() -> Layer.empty(width, height))
            : uncovered(
                plate.getLast(), guide(start + known - 1, everything), beginning.behind(), cancel);
    double was = part(start + Math.max(0, known - 1));
    while (plate.size() < length) {
      double now = part(start + plate.size());
      plate.add(
          camera
              .map(this::transform)
              .filter(c -> !c.stands())
              .map(c -> CameraWarp.carried(rest, c, was, now))
              .orElse(rest));
    }
    return new Conditions(guide, plate, known, still(), camera(start, length));
  }

  /**
   * What is behind something that moves away, as it was seen before; where it never was, it is made
   * of pieces of the rest of the picture and then taken for known. In training such holes are
   * marked as guesses for the model to paint; what it paints is blurred and leaves an outline.
   */
  private Layer uncovered(Layer picture, Layer moving, Layer behind, CancelToken cancel) {
    float[] hole = withFringe(moving.alpha(), width, height);
    for (int i = 0; i < hole.length; i++) {
      hole[i] = hole[i] > TRACE ? 0 : 1;
    }
    Layer out = behind.copy();
    out.over(picture.times(hole), 0, 0);
    return out.filled(cancel);
  }

  /** A cover grown by the soft edge and the shadow that things have in pictures. */
  static float[] withFringe(float[] cover, int width, int height) {
    return Layer.dilate(
        cover, width, height, Math.max(1, (int) (FRINGE * Math.min(width, height))));
  }

  /** Whether the camera stands still through the shot. */
  public boolean cameraStands() {
    return camera.isEmpty();
  }

  private float[] still() {
    float[] out = new float[width * height];
    if (brushed()) {
      java.util.Arrays.fill(out, 1);
    } else if (first.isPresent() && shot.trajectory()) {
      for (Mask pin : shot.pins()) {
        float[] c = Layer.cover(pin, width, height);
        for (int i = 0; i < out.length; i++) {
          out[i] = Math.max(out[i], c[i]);
        }
      }
    }
    return out;
  }

  /** The scenes of the network's training do not roll. */
  private CameraTransform transform(CameraMove c) {
    return new CameraMove(c.pan(), c.tilt(), c.zoom()).over((double) width / height);
  }

  /** Where in the shot's first frame lies what a frame shows of the plate. */
  public CameraView sight(int frame) {
    return camera
        .map(this::transform)
        .map(c -> CameraView.at(CameraWarp.atDepth(c), part(frame)))
        .orElse(CameraView.WHOLE);
  }

  /** What part of the shot a frame is at; beyond the shot's end the camera stands. */
  private double part(int frame) {
    return Math.min(1, frame * step());
  }

  private double step() {
    return shot.frames() < 2 ? 0 : 1.0 / (shot.frames() - 1);
  }

  /** The move over a window's frames as the network was taught it: over what its first one sees. */
  private float[] camera(int start, int length) {
    if (!shot.trajectory()) {
      return new float[4];
    }
    if (camera.isEmpty()) {
      return new float[] {1, 0, 0, 0};
    }
    CameraTransform whole = transform(camera.get());
    // A window may be longer than its shot; a zoom out that went on would come to nothing.
    double end = whole.zoom() < 1 ? (1 - LEAST_ZOOM) / (1 - whole.zoom()) : Double.MAX_VALUE;
    CameraTransform c = whole.between(start * step(), Math.min((start + length) * step(), end));
    return new float[] {
      1, (float) (c.panX() * c.aspect()), (float) c.panY(), (float) Math.log(c.zoom())
    };
  }

  /** The path a moving thing takes, a point a frame; for scoring. */
  public List<MotionPath.Point> positions(int moving) {
    return Collections.unmodifiableList(tracks.get(moving).at());
  }
}
