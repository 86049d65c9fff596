package zoetrope.diffusion;

/**
 * What a model can be asked for.
 *
 * @param text a prompt alone
 * @param image a first frame
 * @param lastFrame a last frame
 * @param character looks of characters
 * @param motion paths of characters and brushed regions, and pins
 * @param camera moves of the camera
 */
public record Capabilities(
    Support text,
    Support image,
    Support lastFrame,
    Support character,
    Support motion,
    Support camera) {

  /** Whether something can be asked for. */
  public sealed interface Support {
    /** Can be asked for. */
    record Yes() implements Support {}

    /** Can be asked for, within a limit. */
    record Within(Limit limit) implements Support {}

    /** Cannot be asked for. */
    record No(Limit limit) implements Support {}

    /** Whether it can be asked for at all. */
    default boolean possible() {
      return !(this instanceof No);
    }
  }
}
