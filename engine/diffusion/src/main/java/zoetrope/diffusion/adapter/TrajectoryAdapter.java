package zoetrope.diffusion.adapter;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;

/**
 * How brushed regions, paths, pins and the camera reach a model. Each kind of model has its own;
 * what the user drew is the same for all.
 */
public sealed interface TrajectoryAdapter
    permits TrajectoryAdapter.Without, LayoutBoxes, ControlDots, TimeToMove, PointTracks {

  /**
   * A part of a shot.
   *
   * @param start its first frame in the shot
   * @param frames its length, which may go beyond the shot's end; then the last frame lasts
   * @param picture what the first frame looks like, where it is known; opaque
   * @param steps denoising steps
   */
  record Part(int start, int frames, Optional<Layer> picture, int steps) {}

  /** What a model is told of motion. */
  sealed interface Signal {
    /** Nothing. */
    record Nothing() implements Signal {}

    /** A control clip of opaque frames, drawn when asked for: all together are big. */
    record Frames(IntFunction<Layer> frame) implements Signal {}

    /**
     * A crude clip that the sample is held to.
     *
     * @param frame drawn when asked for
     * @param from number of the step that denoising starts with, on the crude clip with noise
     * @param until number of the step from which on nothing is held any more
     */
    record Drag(IntFunction<Dragged> frame, int from, int until) implements Signal {}

    /**
     * A frame of a crude clip.
     *
     * @param picture opaque
     * @param sure where the crude clip is sure of it, one value a pixel, 0 or 1
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Dragged(Layer picture, float[] sure) {}

    /** Points of the first frame and where they go; where two meet, the later one is in front. */
    record Tracks(List<Track> tracks) implements Signal {
      public Tracks {
        tracks = List.copyOf(tracks);
      }
    }
  }

  /**
   * A point's way.
   *
   * @param x pixels, one value a frame
   * @param y pixels, one value a frame; a point outside the frame is not seen
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Track(float[] x, float[] y) {}

  /**
   * What a model is told of a part of a shot.
   *
   * @throws zoetrope.core.task.CancelledException when cancelled
   */
  Signal signal(MotionScene stage, Part part, CancelToken cancel);

  /** Whether paths can be asked for. */
  Support motion();

  /** Whether moves of the camera can be asked for. */
  Support camera();

  /** The model follows no paths; the camera's move goes into the prompt. */
  record Without() implements TrajectoryAdapter {
    @Override
    public Signal signal(MotionScene stage, Part part, CancelToken cancel) {
      return new Signal.Nothing();
    }

    @Override
    public Support motion() {
      return new Support.No(Limit.NO_PATHS);
    }

    @Override
    public Support camera() {
      return new Support.Within(Limit.CAMERA_IN_WORDS);
    }
  }
}
