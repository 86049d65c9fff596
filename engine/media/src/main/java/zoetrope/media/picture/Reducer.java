package zoetrope.media.picture;

import zoetrope.core.image.RgbaImage;

/**
 * Takes a picture row by row and keeps it no larger than it is worked on: each pixel is the mean of
 * the area that it stands for, colours by their alpha. The whole is never in memory.
 */
final class Reducer {
  /** Pictures are worked on no larger than this on their longer side. */
  static final int SIDE = 4096;

  private final int width;
  private final int height;
  private final int wide;
  private final int high;
  private final byte[] out;
  private final float[] sums;
  private int row;

  Reducer(int width, int height) {
    this.width = width;
    this.height = height;
    double k = Math.min(1, (double) SIDE / Math.max(width, height));
    wide = Math.max(1, (int) Math.round(width * k));
    high = Math.max(1, (int) Math.round(height * k));
    out = new byte[4 * wide * high];
    sums = new float[whole() ? 0 : 5 * wide];
  }

  boolean whole() {
    return wide == width && high == height;
  }

  /** The next row, four bytes a pixel. */
  void add(byte[] rgba) {
    if (whole()) {
      System.arraycopy(rgba, 0, out, 4 * width * row, 4 * width);
      row++;
      return;
    }
    double from = (double) row * high / height;
    double to = (double) (row + 1) * high / height;
    row++;
    for (int y = (int) from; y < Math.min(high, Math.ceil(to)); y++) {
      double part = Math.min(to, y + 1) - Math.max(from, y);
      accumulate(rgba, (float) part);
      if (to >= y + 1 - 1e-9) {
        emit(y);
      }
    }
  }

  private void accumulate(byte[] rgba, float down) {
    double step = (double) wide / width;
    for (int i = 0; i < width; i++) {
      double from = i * step;
      double to = (i + 1) * step;
      for (int x = (int) from; x < Math.min(wide, Math.ceil(to)); x++) {
        float w = down * (float) (Math.min(to, x + 1) - Math.max(from, x));
        float alpha = w * (rgba[4 * i + 3] & 255);
        for (int c = 0; c < 3; c++) {
          sums[5 * x + c] += alpha * (rgba[4 * i + c] & 255);
        }
        sums[5 * x + 3] += alpha;
        sums[5 * x + 4] += w;
      }
    }
  }

  private void emit(int y) {
    for (int x = 0; x < wide; x++) {
      float alpha = sums[5 * x + 3];
      int at = 4 * (y * wide + x);
      for (int c = 0; c < 3 && alpha > 0; c++) {
        out[at + c] = (byte) Math.min(255, Math.round(sums[5 * x + c] / alpha));
      }
      out[at + 3] = (byte) Math.min(255, Math.round(alpha / sums[5 * x + 4]));
    }
    java.util.Arrays.fill(sums, 0);
  }

  RgbaImage picture() {
    return new RgbaImage(wide, high, out);
  }
}
