package zoetrope.diffusion.checkpoint.decode;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Rows of a tensor whose elements do not lie one behind the other, such as a transposed matrix.
 *
 * @param bytes that begin with the tensor's first element
 * @param shape sizes, outermost first
 * @param strides elements from one index to the next, of each size
 */
public record StridedRows(
    MemorySegment bytes, ElementType type, List<Long> shape, List<Long> strides)
    implements RowDecoder {
  public StridedRows {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  @Override
  public void decode(long row, int count, float[] to, int at) {
    int next = at;
    for (int r = 0; r < count; r++) {
      long first = shape.isEmpty() ? 0 : (row + r) * strides.getFirst();
      next = fill(1, first, to, next);
    }
  }

  /** All elements of sizes from one on; tells where the next one goes. */
  private int fill(int dimension, long from, float[] to, int at) {
    if (dimension >= shape.size()) {
      type.read(bytes, from, 1, to, at);
      return at + 1;
    }
    int next = at;
    for (long i = 0; i < shape.get(dimension); i++) {
      next = fill(dimension + 1, from + i * strides.get(dimension), to, next);
    }
    return next;
  }
}
