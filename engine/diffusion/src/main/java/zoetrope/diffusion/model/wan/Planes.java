package zoetrope.diffusion.model.wan;

/**
 * A picture's planes, {@code values[(channel * rows + row) * columns + column]}.
 *
 * @param values as many as the sizes multiply to; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Planes(int channels, int rows, int columns, float[] values) {
  private static final double TORCH_CUBIC = -.75;

  public Planes {
    if (values.length != channels * rows * columns) {
      throw new IllegalArgumentException(
          values.length + " values are no " + channels + " planes of " + columns + "x" + rows);
    }
  }

  /** Stretched as torch.nn.functional.interpolate does by cubic convolution (Keys 1981, -.75). */
  public Planes bicubic(int newRows, int newColumns) {
    return resized(newRows, newColumns, 4);
  }

  /** Stretched as torch.nn.functional.interpolate does bilinearly, edges kept. */
  public Planes bilinear(int newRows, int newColumns) {
    return resized(newRows, newColumns, 2);
  }

  private Planes resized(int newRows, int newColumns, int taps) {
    Planes wide = new Planes(channels, rows, newColumns, new float[channels * rows * newColumns]);
    for (int x = 0; x < newColumns; x++) {
      double[] w = new double[taps];
      int from = weights(x, (float) columns / newColumns, w);
      for (int line = 0; line < channels * rows; line++) {
        double sum = 0;
        for (int k = 0; k < taps; k++) {
          sum += w[k] * values[line * columns + Math.clamp(from + k, 0, columns - 1)];
        }
        wide.values[line * newColumns + x] = (float) sum;
      }
    }
    Planes out =
        new Planes(channels, newRows, newColumns, new float[channels * newRows * newColumns]);
    for (int y = 0; y < newRows; y++) {
      double[] w = new double[taps];
      int from = weights(y, (float) rows / newRows, w);
      for (int c = 0; c < channels; c++) {
        for (int x = 0; x < newColumns; x++) {
          double sum = 0;
          for (int k = 0; k < taps; k++) {
            int row = Math.clamp(from + k, 0, rows - 1);
            sum += w[k] * wide.values[(c * rows + row) * newColumns + x];
          }
          out.values[(c * newRows + y) * newColumns + x] = (float) sum;
        }
      }
    }
    return out;
  }

  /**
   * Weights of the pixels around a place, and the first of them. The place is found in 32 bits with
   * one rounding, as torch's kernels find it: between strongly different pixels the rest shows.
   */
  private static int weights(int at, float scale, double[] w) {
    float source = Math.fma(scale, at + .5f, -.5f);
    if (w.length == 2) {
      source = Math.max(source, 0);
    }
    float floor = (float) Math.floor(source);
    double t = source - floor;
    if (w.length == 2) {
      w[0] = 1 - t;
      w[1] = t;
      return (int) floor;
    }
    w[0] = outer(t + 1);
    w[1] = inner(t);
    w[2] = inner(1 - t);
    w[3] = outer(2 - t);
    return (int) floor - 1;
  }

  private static double inner(double x) {
    return ((TORCH_CUBIC + 2) * x - (TORCH_CUBIC + 3)) * x * x + 1;
  }

  private static double outer(double x) {
    return ((TORCH_CUBIC * x - 5 * TORCH_CUBIC) * x + 8 * TORCH_CUBIC) * x - 4 * TORCH_CUBIC;
  }

  /**
   * A picture of bytes cut down to sizes that the autoencoder takes, as diffusers' pipelines do
   * with every picture they are given.
   *
   * @param bytes [3, rows, columns] of 0..255
   * @return values in 0..1
   */
  public static Planes ofBytes(int[] bytes, int rows, int columns) {
    return lanczos(
        bytes, rows, columns, rows / Grid.SCALE * Grid.SCALE, columns / Grid.SCALE * Grid.SCALE);
  }

  /**
   * A picture of bytes at another size, as Pillow makes it with Lanczos' window.
   *
   * @param bytes [3, rows, columns] of 0..255
   * @return values in 0..1
   */
  public static Planes lanczos(int[] bytes, int rows, int columns, int newRows, int newColumns) {
    int[] fitting =
        newRows == rows && newColumns == columns
            ? bytes
            : PillowResize.LANCZOS.resize(bytes, 3, rows, columns, newRows, newColumns);
    float[] values = new float[fitting.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = fitting[i] / 255f;
    }
    return new Planes(3, newRows, newColumns, values);
  }

  /** From 0..1 to -1..1. */
  public Planes signed() {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (values[i] - .5f) / .5f;
    }
    return new Planes(channels, rows, columns, out);
  }

  /** On a white ground of another size, as large as it fits, in the middle; values in -1..1. */
  public Planes letterboxed(int newRows, int newColumns) {
    if (rows == newRows && columns == newColumns) {
      return this;
    }
    double scale = Math.min((double) newRows / rows, (double) newColumns / columns);
    Planes small = bilinear((int) (rows * scale), (int) (columns * scale));
    float[] out = new float[channels * newRows * newColumns];
    java.util.Arrays.fill(out, 1);
    int top = (newRows - small.rows) / 2;
    int left = (newColumns - small.columns) / 2;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < small.rows; y++) {
        System.arraycopy(
            small.values,
            (c * small.rows + y) * small.columns,
            out,
            (c * newRows + top + y) * newColumns + left,
            small.columns);
      }
    }
    return new Planes(channels, newRows, newColumns, out);
  }
}
