package zoetrope.story;

/**
 * A value that no story may hold: outside its range, or pointing at something that is not in the
 * story.
 */
public final class InvalidStoryException extends StoryException {
  private final String field;
  private final String problem;

  public InvalidStoryException(String field, String problem) {
    super(field + ": " + problem);
    this.field = field;
    this.problem = problem;
  }

  /** The field's path inside the record that refused it, such as {@code guidance}. */
  public String field() {
    return field;
  }

  /** What is wrong and what would be right, without the field's name. */
  public String problem() {
    return problem;
  }

  /** Throws unless {@code holds}. */
  public static void require(boolean holds, String field, String problem) {
    if (!holds) {
      throw new InvalidStoryException(field, problem);
    }
  }

  /** Throws unless {@code low <= value <= high}; NaN is refused as well. */
  public static void requireRange(String field, double value, double low, double high) {
    require(
        value >= low && value <= high,
        field,
        "%s is out of range; use %s to %s".formatted(plain(value), plain(low), plain(high)));
  }

  /** Throws unless {@code text} has at most {@code limit} characters and is not blank. */
  public static void requireText(String field, String text, int limit) {
    require(!text.isBlank(), field, "is empty; give it some text");
    requireLength(field, text, limit);
  }

  /** Throws unless {@code text} has at most {@code limit} characters. */
  public static void requireLength(String field, String text, int limit) {
    int length = text.codePointCount(0, text.length());
    require(
        length <= limit,
        field,
        "has %,d characters; the limit is %,d: shorten it".formatted(length, limit));
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
