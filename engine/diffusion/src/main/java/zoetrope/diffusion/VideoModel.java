package zoetrope.diffusion;

import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;

/**
 * A model that answers shots with clips. Used by one thread at a time; whoever opens it closes it.
 */
public interface VideoModel extends AutoCloseable {

  /** Hears how a generation goes, on the thread that generates. */
  interface Listener {
    /** Hears nothing. */
    Listener NONE = (done, total) -> {};

    /** {@code done} of {@code total} equal parts of the work are finished. */
    void progress(int done, int total);

    /** A small picture of what the clip is becoming. */
    default void preview(RgbClip clip) {}

    /**
     * What lies behind all that moves, as the model was given it and not as it has painted it, in
     * the clip's size: a frame for each of the clip, or one where it stands still. A model that
     * knows no such thing says nothing, and one that does says it before it is done.
     */
    default void behind(RgbClip clip) {}

    /** Latents of a window, before they are decoded: a later failure can be resumed from them. */
    default void denoised(int window, float[] latents) {}

    /** Latents of a window that an earlier attempt saved, to be decoded as they are. */
    default Optional<float[]> known(int window) {
      return Optional.empty();
    }
  }

  /**
   * How a model is best asked.
   *
   * @param rate frames a second of its clips
   * @param steps denoising steps that its makers advise
   * @param guidance classifier-free guidance that its makers advise
   * @param shortensPaths whether a weaker motion strength means shorter ways; otherwise the model
   *     holds to the drawn ones more loosely
   * @param views pictures that it looks at for all characters together
   */
  record Traits(int rate, int steps, double guidance, boolean shortensPaths, int views) {}

  /** The name shots ask for this model by. */
  String id();

  Traits traits();

  /**
   * How it is run besides what shots ask for, such as LoRAs laid upon it; for people, and the same
   * as long as the same question has the same answer.
   */
  default List<String> runConfig() {
    return List.of();
  }

  Capabilities capabilities();

  /**
   * The camera's move that the model's frames hold to exactly, as their characters and regions hold
   * to their paths, so that the source's own pixels can be laid into them ({@link
   * zoetrope.diffusion.detail.DetailTransfer}); empty where the model moves things its own way.
   *
   * @param aspect the frame's width over its height
   */
  default Optional<CameraTransform> exactCamera(ShotRequest shot, double aspect) {
    return Optional.empty();
  }

  /** Says what the model makes of prompts; empty where it understands text. */
  default Optional<PromptReader> reader() {
    return Optional.empty();
  }

  /**
   * Generates one take at the model's rate, in the shape's proportions; the size is the model's.
   *
   * @throws UnfitShotException when the shot asks for what the model cannot do
   * @throws zoetrope.core.task.CancelledException within a step when cancelled
   * @throws zoetrope.diffusion.runtime.InferenceException when the runtime fails
   */
  RgbClip generate(ShotRequest shot, Listener listener, CancelToken cancel);

  @Override
  void close();
}
