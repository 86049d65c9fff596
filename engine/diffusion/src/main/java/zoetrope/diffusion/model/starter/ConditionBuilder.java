package zoetrope.diffusion.model.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraPose;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;

/**
 * Turns a shot's characters, brushed regions, pins and camera into {@link Conditions}, window by
 * window. The cut-outs are carried by translation only; light, lean and shadow are the model's
 * work.
 */
final class ConditionBuilder {
  /** The least that a view is magnified, however far a window goes on after its shot. */
  private static final double LEAST_ZOOM = 0.1;

  private final ShotRequest shot;
  private final Optional<CameraTransform> camera;
  private final int width;
  private final int height;
  private final MotionGuide guide;

  ConditionBuilder(ShotRequest shot) {
    this(shot, shot.camera());
  }

  /**
   * @param camera the move over the whole shot, by the user or by what the prompt says
   */
  ConditionBuilder(ShotRequest shot, Optional<CameraTransform> camera) {
    this.shot = shot;
    this.camera = shot.trajectory() ? camera : Optional.empty();
    StarterSize size = StarterSize.of(shot.shape());
    width = size.width();
    height = size.height();
    guide = new MotionGuide(shot, width, height);
  }

  /** What moves, in frame {@code t} of the shot. */
  Layer guide(int t) {
    return guide.at(t);
  }

  /**
   * A picture is given, something in it is brushed, and neither camera nor prompt is asked to move
   * the rest.
   */
  private boolean brushed() {
    return MotionGuide.brushed(shot) && camera.isEmpty();
  }

  /**
   * What is known when a window begins.
   *
   * @param frames the last finished frames of the window before, which this one repeats; empty for
   *     the first window
   * @param behind what earlier windows showed behind the moving things, as far as it is known
   * @param keyframe what the scene looks like where no picture was given
   */
  record Known(List<Layer> frames, Layer behind, Optional<Layer> keyframe) {
    Known {
      frames = List.copyOf(frames);
    }
  }

  /** The conditions of a window of which nothing is known from earlier ones but its beginning. */
  Conditions window(int start, int length, List<Layer> before) {
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
  Conditions window(int start, int length, Known beginning, CancelToken cancel) {
    List<Layer> moving = new ArrayList<>();
    for (int t = 0; t < length; t++) {
      moving.add(guide.at(start + t));
    }
    List<Layer> plate = new ArrayList<>(beginning.frames());
    if (plate.isEmpty()) {
      guide.first().ifPresent(plate::add);
    }
    int known = plate.size();
    // a character that walks into the picture has nothing behind it to be uncovered
    boolean everything = !beginning.frames().isEmpty() || shot.continues();
    Layer rest =
        known == 0
            ? beginning.keyframe().orElseGet(() -> Layer.empty(width, height))
            : uncovered(
                plate.getLast(),
                guide.at(start + known - 1, everything),
                beginning.behind(),
                cancel);
    double was = part(start + Math.max(0, known - 1));
    while (plate.size() < length) {
      double now = part(start + plate.size());
      plate.add(
          camera
              .map(this::transform)
              .filter(c -> !c.stands())
              .map(c -> CameraWarp.carried(rest, seen(c), was, now))
              .orElse(rest));
    }
    return new Conditions(moving, plate, known, still(), camera(start, length));
  }

  /**
   * What is behind something that moves away, as it was seen before; where it never was, it is made
   * of pieces of the rest of the picture and then taken for known. In training such holes are
   * marked as guesses for the model to paint; what it paints is blurred and leaves an outline.
   */
  private Layer uncovered(Layer picture, Layer moving, Layer behind, CancelToken cancel) {
    Layer out = behind.copy();
    out.over(MotionGuide.without(picture, moving), 0, 0);
    return out.filled(cancel);
  }

  /** Whether the camera stands still through the shot. */
  boolean cameraStands() {
    return camera.isEmpty();
  }

  private float[] still() {
    float[] out = new float[width * height];
    if (brushed()) {
      java.util.Arrays.fill(out, 1);
    } else if (guide.first().isPresent() && shot.trajectory()) {
      for (Area pin : shot.pins()) {
        float[] c = Layer.cover(pin, width, height);
        for (int i = 0; i < out.length; i++) {
          out[i] = Math.max(out[i], c[i]);
        }
      }
    }
    return out;
  }

  /** The scenes of the network's training do not roll. */
  private CameraTransform transform(CameraTransform c) {
    return c.over((double) width / height).scaled(1, 1, 0);
  }

  /**
   * The move as the plate sees it. A picture that was given moves as it was asked to, since its own
   * pixels are laid in later; a painted scene as at the depth that training taught.
   */
  private CameraTransform seen(CameraTransform c) {
    return shot.firstFrame().isPresent() ? c : CameraWarp.atDepth(c);
  }

  /** Where in the shot's first frame lies what a frame shows of the plate. */
  CameraView sight(int frame) {
    return camera
        .map(this::transform)
        .map(c -> CameraView.at(seen(c), part(frame)))
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
    double zoom = whole.end().zoom();
    double end = zoom < 1 ? (1 - LEAST_ZOOM) / (1 - zoom) : Double.MAX_VALUE;
    CameraPose c = whole.between(start * step(), Math.min((start + length) * step(), end)).end();
    return new float[] {
      1, (float) (c.panX() * whole.aspect()), (float) c.panY(), (float) Math.log(c.zoom())
    };
  }
}
