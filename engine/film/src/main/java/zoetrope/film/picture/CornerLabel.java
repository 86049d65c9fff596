package zoetrope.film.picture;

/** Small words on a dark ground that stay in a corner of a film, such as "AI-generated". */
public record CornerLabel(String text, Corner corner) {
  /** Where a label stands. */
  public enum Corner {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT
  }
}
