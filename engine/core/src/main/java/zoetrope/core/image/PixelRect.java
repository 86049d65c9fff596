package zoetrope.core.image;

/** A rectangle of pixels that lies inside a picture. */
public record PixelRect(int x, int y, int width, int height) {
  /** Larger by {@code by} pixels on each side, as far as a picture of that size reaches. */
  public PixelRect grown(int by, int mostWidth, int mostHeight) {
    int left = Math.max(0, x - by);
    int top = Math.max(0, y - by);
    return new PixelRect(
        left,
        top,
        Math.min(mostWidth, x + width + by) - left,
        Math.min(mostHeight, y + height + by) - top);
  }
}
