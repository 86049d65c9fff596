package zoetrope.diffusion.fill;

import java.util.function.IntUnaryOperator;

/**
 * Sums of a value over any rectangle of a picture in four look-ups (summed-area table).
 *
 * @param table one row and column more than the picture
 */
@SuppressWarnings("ArrayRecordComponent")
record Sums(int width, long[] table) {

  /**
   * @param value of a pixel by its number
   */
  static Sums of(int width, int height, IntUnaryOperator value) {
    int w = width + 1;
    long[] table = new long[w * (height + 1)];
    for (int y = 0; y < height; y++) {
      long row = 0;
      for (int x = 0; x < width; x++) {
        row += value.applyAsInt(y * width + x);
        table[(y + 1) * w + x + 1] = table[y * w + x + 1] + row;
      }
    }
    return new Sums(width, table);
  }

  /** From the left and upper edges, up to and without the right and lower ones. */
  long within(int x0, int y0, int x1, int y1) {
    int w = width + 1;
    return table[y1 * w + x1] - table[y0 * w + x1] - table[y1 * w + x0] + table[y0 * w + x0];
  }
}
