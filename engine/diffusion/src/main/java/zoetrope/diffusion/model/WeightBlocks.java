package zoetrope.diffusion.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.TensorRows;
import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * Some of a weight's rows, on their way from a file into the form in which they are run: a whole
 * weight never lies in memory beside that.
 *
 * @param values row-major
 * @param from number of the first row
 * @param count rows
 * @param width values of each
 * @param all rows of the weight
 */
@SuppressWarnings("ArrayRecordComponent")
record WeightBlocks(float[] values, int from, int count, int width, int all) {
  /** Rows that are written at once, so that what is written lies close together. */
  private static final int BLOCK = 64;

  /** Values of a block at most, where rows are long. */
  private static final int MOST = 1 << 22;

  /** Hands on all rows of a weight, by several threads. */
  static void each(TensorSource files, String weight, Consumer<WeightBlocks> to) {
    try (TensorRows rows = files.rows(weight)) {
      int width = rows.width();
      int all = Math.toIntExact(rows.count());
      int block = Math.clamp(MOST / Math.max(1, width), 1, width == 1 ? MOST : BLOCK);
      IntStream.range(0, Math.ceilDiv(all, block))
          .parallel()
          .forEach(
              i -> {
                int from = i * block;
                int count = Math.min(block, all - from);
                float[] values = new float[count * width];
                rows.read(from, count, values, 0);
                to.accept(new WeightBlocks(values, from, count, width, all));
              });
    }
  }

  /** Writes them as floats. */
  void put(MemorySegment to, DType as) {
    long at = (long) from * width;
    switch (as) {
      case F32 -> MemorySegment.copy(values, 0, to, ValueLayout.JAVA_FLOAT, 4 * at, values.length);
      case F16 -> {
        for (int i = 0; i < values.length; i++) {
          to.setAtIndex(ValueLayout.JAVA_SHORT, at + i, Float.floatToFloat16(values[i]));
        }
      }
      case BF16 -> {
        for (int i = 0; i < values.length; i++) {
          to.setAtIndex(ValueLayout.JAVA_SHORT, at + i, bfloat16(values[i]));
        }
      }
      default -> throw new IllegalArgumentException(as + " is no type that weights are run in");
    }
  }

  /** The upper half of a 32-bit float, rounded to even. */
  private static short bfloat16(float v) {
    int bits = Float.floatToRawIntBits(v);
    return Float.isNaN(v)
        ? (short) (bits >>> 16 | 0x40)
        : (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
  }

  /**
   * Writes them as columns of signed bytes.
   *
   * @param to [width, all rows]
   * @param scale takes the factor of each row
   */
  void quantize(MemorySegment to, float[] scale) {
    byte[] rows = new byte[count * width];
    int[] rounded = new int[width];
    for (int r = 0; r < count; r++) {
      scale[from + r] = quantizeRow(r * width, rounded, rows);
    }
    byte[] column = new byte[count];
    for (int i = 0; i < width; i++) {
      for (int r = 0; r < count; r++) {
        column[r] = rows[r * width + i];
      }
      MemorySegment.copy(column, 0, to, ValueLayout.JAVA_BYTE, (long) i * all + from, count);
    }
  }

  /**
   * Returns the row's scale. Rounding and narrowing are loops of their own: of both in one Java's
   * compiler makes no vector instructions, which takes ten times as long.
   *
   * @param rounded for the values in between
   */
  private float quantizeRow(int at, int[] rounded, byte[] to) {
    float max = 1e-12f;
    for (int i = 0; i < width; i++) {
      max = Math.max(max, Math.abs(values[at + i])); // NaN stays
    }
    float scale = max / 127;
    for (int i = 0; i < width; i++) {
      rounded[i] = Math.round(values[at + i] / scale);
    }
    for (int i = 0; i < width; i++) {
      to[at + i] = (byte) rounded[i];
    }
    return scale;
  }
}
