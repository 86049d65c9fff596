package zoetrope.diffusion;

/** Shapes of a film's picture that the starter model paints, with its native frame size. */
public enum FrameShape {
  LANDSCAPE(512, 288),
  PORTRAIT(288, 512),
  SQUARE(384, 384);

  private final int width;
  private final int height;

  FrameShape(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** The shape nearest to a film's width and height. */
  public static FrameShape nearest(int width, int height) {
    double r = (double) width / height;
    return r > 1.3 ? LANDSCAPE : r < 0.77 ? PORTRAIT : SQUARE;
  }
}
