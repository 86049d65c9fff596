package zoetrope.diffusion;

import java.util.List;

/**
 * What a model makes of a prompt.
 *
 * @param choices what is painted, and how the camera sees it
 * @param unpainted the prompt's words that the clip will not show, in their order
 * @param things words among them that somebody or something may be called, without what describes
 *     it: a character of such a name would be what they mean
 * @param going words for moving about, whether anything in the shot does so or not
 * @param scale how much larger things are seen than in the whole scene, at least 1: in a close-up,
 *     much
 */
public record PromptReading(
    List<Choice> choices,
    List<Unpainted> unpainted,
    List<Words> things,
    List<Words> going,
    double scale) {
  public PromptReading {
    choices = List.copyOf(choices);
    unpainted = List.copyOf(unpainted);
    things = List.copyOf(things);
    going = List.copyOf(going);
  }

  /** What a choice is about. */
  public enum Aspect {
    PLACE,
    LIGHT,
    WEATHER,
    MOOD,
    FRAMING,
    CAMERA
  }

  /** Why a value was chosen. */
  public enum Basis {
    /** The prompt says so. */
    REQUESTED,
    /** The prompt says something else, to which this is the nearest that the model knows. */
    NEAREST,
    /** The prompt says so, and part of it is painted. */
    PARTLY,
    /** No word that the model knows says so; it is what the prompt's sense is nearest to. */
    GUESSED,
    /** The prompt says nothing about it. */
    USUAL,
    /** The first frame shows it, whatever the prompt says. */
    FIRST_FRAME,
    /** The shot's settings say so, whatever the prompt says. */
    SETTINGS
  }

  /**
   * Words of the prompt.
   *
   * @param start of the first character, in UTF-16 units as {@link String#substring} counts
   * @param end after the last
   */
  public record Words(int start, int end, String text) {}

  /**
   * What is painted.
   *
   * @param value such as {@code park}, {@code night} or {@code in}; a model's own word
   * @param requested what the prompt says about it
   * @param certainty how sure the model is among what it knows, 0 to 1
   */
  public record Choice(
      Aspect aspect, String value, Basis basis, List<Words> requested, double certainty) {
    public Choice {
      requested = List.copyOf(requested);
    }
  }

  /** Why words are not painted. */
  public enum Reason {
    /** Nobody knows the words. */
    UNKNOWN,
    /** They name somebody or something, and no character of the shot is that. */
    NO_CHARACTER,
    /** The model knows that it cannot paint it. */
    OUTSIDE_WORLD,
    /** The model paints it, but not in the place that was chosen. */
    NOT_IN_PLACE,
    /** Something else of its kind was chosen. */
    OTHER_CHOSEN,
    /** Only the sky of it is painted: nothing falls. */
    SKY_ONLY,
    /** The first frame decides; it may or may not show it. */
    FIRST_FRAME_DECIDES,
    /** The shot's settings decide where the camera goes. */
    SETTINGS_DECIDE
  }

  /**
   * Words that the clip will not show.
   *
   * @param similar what the model knows instead of a word that nobody knows, if it looks misspelt
   */
  public record Unpainted(Words words, Reason reason, List<String> similar) {
    public Unpainted {
      similar = List.copyOf(similar);
    }

    /** Words that are spelt right. */
    public Unpainted(Words words, Reason reason) {
      this(words, reason, List.of());
    }
  }

  /** Whether all that the prompt asks for is painted as it says, as far as words decide. */
  public boolean complete() {
    return unpainted.stream().allMatch(u -> u.reason() == Reason.FIRST_FRAME_DECIDES)
        && choices.stream().noneMatch(c -> c.basis() == Basis.NEAREST || c.basis() == Basis.PARTLY);
  }
}
