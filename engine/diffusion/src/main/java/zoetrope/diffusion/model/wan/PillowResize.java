package zoetrope.diffusion.model.wan;

/**
 * Pillow's resizing of 8-bit pictures, widened when it shrinks, with its fixed point arithmetic,
 * since what models see in diffusers' pipelines went through it
 * (python-pillow:src/libImaging/Resample.c).
 */
public enum PillowResize {
  /** Cubic convolution (Keys 1981, -.5). */
  BICUBIC(2) {
    @Override
    double at(double x) {
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  },
  /** Lanczos' window of three lobes. */
  LANCZOS(3) {
    @Override
    double at(double x) {
      return x < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  };

  private static final double A = -.5;
  private static final int BITS = 22;

  private final double reach;

  PillowResize(double reach) {
    this.reach = reach;
  }

  /** The filter's value at a distance of 0 or more. */
  abstract double at(double x);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /**
   * @param planes [channels, rows, columns] of 0..255
   * @return [channels, newRows, newColumns]
   */
  public int[] resize(
      int[] planes, int channels, int rows, int columns, int newRows, int newColumns) {
    int[] wide = lines(planes, channels * rows, columns, 1, newColumns);
    int[] out = new int[channels * newRows * newColumns];
    for (int c = 0; c < channels; c++) {
      int[] part =
          java.util.Arrays.copyOfRange(wide, c * rows * newColumns, (c + 1) * rows * newColumns);
      int[] done = lines(part, newColumns, rows, newColumns, newRows);
      System.arraycopy(done, 0, out, c * newRows * newColumns, done.length);
    }
    return out;
  }

  /**
   * Resizes {@code count} lines of {@code size} pixels.
   *
   * @param step 1 for rows; the picture's width for columns
   */
  private int[] lines(int[] in, int count, int size, int step, int newSize) {
    int[] out = new int[count * newSize];
    double scale = (double) size / newSize;
    double widen = Math.max(1, scale);
    double support = reach * widen;
    for (int x = 0; x < newSize; x++) {
      double centre = (x + .5) * scale;
      int from = Math.max(0, (int) (centre - support + .5));
      int to = Math.min(size, (int) (centre + support + .5));
      long[] w = weights(from, to, centre, widen);
      for (int line = 0; line < count; line++) {
        long sum = 1L << (BITS - 1);
        for (int k = from; k < to; k++) {
          sum += w[k - from] * in[step == 1 ? line * size + k : k * step + line];
        }
        int v = Math.clamp(sum >> BITS, 0, 255);
        out[step == 1 ? line * newSize + x : x * step + line] = v;
      }
    }
    return out;
  }

  private long[] weights(int from, int to, double centre, double widen) {
    double[] w = new double[to - from];
    double sum = 0;
    for (int k = 0; k < w.length; k++) {
      w[k] = at(Math.abs((k + from - centre + .5) / widen));
      sum += w[k];
    }
    long[] out = new long[w.length];
    for (int k = 0; k < w.length; k++) {
      double v = w[k] / sum * (1 << BITS);
      out[k] = (long) (v < 0 ? v - .5 : v + .5);
    }
    return out;
  }
}
