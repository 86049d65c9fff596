package zoetrope.diffusion.checkpoint.decode;

/**
 * What the values of a matrix are multiplied by: one number for all, one for each row, or one for
 * each block of rows and columns.
 *
 * @param values row-major
 * @param blockRows rows that share a factor
 * @param blockColumns columns that share a factor
 * @param across factors of one row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Factors(float[] values, long blockRows, int blockColumns, int across) {
  /** One number for all of a matrix. */
  public static Factors one(float factor) {
    return new Factors(new float[] {factor}, Long.MAX_VALUE, Integer.MAX_VALUE, 1);
  }

  /** A number for each row. */
  public static Factors ofRows(float[] values) {
    return new Factors(values, 1, Integer.MAX_VALUE, 1);
  }

  /** The same, each times a number. */
  public Factors times(float more) {
    float[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= more;
    }
    return new Factors(out, blockRows, blockColumns, across);
  }

  /**
   * Rows with these factors applied.
   *
   * @param width columns of the matrix
   */
  public RowDecoder on(RowDecoder rows, int width) {
    return (row, count, to, at) -> {
      rows.decode(row, count, to, at);
      for (int r = 0; r < count; r++) {
        multiply(row + r, width, to, at + r * width);
      }
    };
  }

  private void multiply(long row, int width, float[] to, int at) {
    int first = (int) (row / blockRows) * across;
    int step = Math.min(blockColumns, width);
    for (int from = 0, b = 0; from < width; from += step, b++) {
      float factor = values[first + b];
      int end = Math.min(width, from + step);
      for (int i = from; i < end; i++) {
        to[at + i] *= factor;
      }
    }
  }
}
