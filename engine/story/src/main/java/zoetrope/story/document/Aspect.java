package zoetrope.story.document;

/** The frame's shape. */
public enum Aspect {
  WIDE("16:9", 16, 9),
  TALL("9:16", 9, 16),
  SQUARE("1:1", 1, 1);

  private final String label;
  private final int across;
  private final int down;

  Aspect(String label, int across, int down) {
    this.label = label;
    this.across = across;
    this.down = down;
  }

  /** As people write it: {@code 16:9}. */
  public String label() {
    return label;
  }

  /** The even width nearest to this shape at a height. */
  public int widthFor(int height) {
    return 2 * (int) Math.round(height * across / (2.0 * down));
  }
}
