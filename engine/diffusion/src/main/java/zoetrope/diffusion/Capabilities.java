package zoetrope.diffusion;

import java.util.LinkedHashSet;
import java.util.Set;

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

  /** What keeps the model from making a shot, in the order of what is asked; none where it can. */
  public Set<Limit> refusals(ShotDemands shot) {
    Set<Limit> out = new LinkedHashSet<>();
    boolean words = !shot.firstFrame();
    refused(words, text, out);
    refused(shot.firstFrame(), image, out);
    refused(shot.lastFrame(), lastFrame, out);
    refused(shot.characters(), character, out);
    refused(shot.motion(), motion, out);
    within(!shot.lastFrame(), image, Limit.NEEDS_LAST_FRAME, out);
    within(words && shot.lastFrame(), lastFrame, Limit.NEEDS_FIRST_FRAME, out);
    within(words && shot.characters(), character, Limit.CHARACTERS_IN_FIRST_FRAME, out);
    within(words && shot.motion(), motion, Limit.PATHS_NEED_FIRST_FRAME, out);
    return out;
  }

  private static void refused(boolean asked, Support support, Set<Limit> out) {
    if (asked && support instanceof Support.No(Limit why)) {
      out.add(why);
    }
  }

  /** Some limits are conditions, which a shot meets or does not. */
  private static void within(boolean broken, Support support, Limit limit, Set<Limit> out) {
    if (broken && support.equals(new Support.Within(limit))) {
      out.add(limit);
    }
  }

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
