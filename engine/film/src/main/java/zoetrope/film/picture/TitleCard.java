package zoetrope.film.picture;

/**
 * The visible part of a title, painted for a canvas of a size: most of a frame with a title is
 * empty, and mixing emptiness in takes time on every frame.
 *
 * @param x columns of the canvas left of it
 * @param y rows of the canvas above it
 * @param argb {@code height * width} pixels, row by row, 0xAARRGGBB, not premultiplied; shared
 */
@SuppressWarnings("ArrayRecordComponent")
public record TitleCard(int x, int y, int width, int height, int[] argb) {
  /** What shows of a picture as wide as the canvas. */
  static TitleCard visible(int[] argb, int width) {
    int left = width;
    int top = argb.length;
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < argb.length; i++) {
      if (argb[i] >>> 24 != 0) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width + 1);
        top = Math.min(top, i / width);
        bottom = i / width + 1;
      }
    }
    if (bottom == 0) {
      return new TitleCard(0, 0, 0, 0, new int[0]);
    }
    int w = right - left;
    int[] cut = new int[w * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      System.arraycopy(argb, y * width + left, cut, (y - top) * w, w);
    }
    return new TitleCard(left, top, w, bottom - top, cut);
  }
}
