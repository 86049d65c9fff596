package zoetrope.diffusion.text.lexicon;

/**
 * What a phrase means.
 *
 * @param kind of thing, such as {@code place}
 * @param value which of them, empty for kinds that have only one
 * @param near whether that is only the nearest thing there is to what the phrase says
 */
public record Meaning(String kind, String value, boolean near) {
  /** Negates what follows. */
  static final String NOT = "not";

  /** Goes on with what was negated. */
  static final String JOIN = "join";

  /** Means nothing, and may stand inside a phrase. */
  static final String GLUE = "glue";

  /** Means nothing by itself. */
  static final String STOP = "stop";

  /** A punctuation mark. */
  static final String BREAK = "break";

  /** A word of another world, listed so that it is not taken for one of this. */
  static final String WORD = "word";

  static Meaning of(String kind) {
    return new Meaning(kind, "", false);
  }

  /** Whether it is about what may be seen. */
  boolean scenic() {
    return !grammar() && !kind.equals(WORD);
  }

  /** Whether it says how a sentence is built and nothing else. */
  boolean grammar() {
    return switch (kind) {
      case NOT, JOIN, GLUE, STOP, BREAK -> true;
      default -> false;
    };
  }
}
