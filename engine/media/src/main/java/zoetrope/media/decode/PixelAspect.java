package zoetrope.media.decode;

/**
 * The shape of stored pixels.
 *
 * @param ratio width over height
 */
public record PixelAspect(double ratio) {
  public static final PixelAspect SQUARE = new PixelAspect(1);

  /** No format has pixels longer than this; a damaged file would claim a picture of kilometres. */
  private static final double LONGEST = 8;

  /**
   * A size of square pixels.
   *
   * @param exactWidth before it was rounded
   * @param exactHeight before it was rounded
   */
  public record Size(int width, int height, double exactWidth, double exactHeight) {}

  /** Square where the fraction says nothing or nothing that can be. */
  public static PixelAspect of(double across, double down) {
    double r = across / down;
    return across > 0 && down > 0 && r <= LONGEST && r >= 1 / LONGEST ? new PixelAspect(r) : SQUARE;
  }

  /** What a stored size is upright and of square pixels: one side grows, so that none loses. */
  public Size shown(int width, int height, Orientation orientation) {
    double w = width * Math.max(1, ratio);
    double h = height * Math.max(1, 1 / ratio);
    double across = orientation.sideways() ? h : w;
    double down = orientation.sideways() ? w : h;
    return new Size((int) Math.round(across), (int) Math.round(down), across, down);
  }
}
