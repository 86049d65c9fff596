package zoetrope.diffusion.checkpoint;

import java.nio.file.Path;
import java.util.List;
import zoetrope.diffusion.checkpoint.decode.ElementType;

/**
 * Where a tensor lies.
 *
 * @param name its key in the header
 * @param dtype element type
 * @param type the same as the file calls it
 * @param shape sizes, outermost first, empty for a scalar
 * @param file the file that holds it
 * @param offset first byte, counted from the start of the file
 * @param length bytes
 */
public record TensorInfo(
    String name, DType dtype, String type, List<Long> shape, Path file, long offset, long length) {
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Elements of one index of the first size. */
  int width() {
    long rows = shape.isEmpty() ? 1 : shape.getFirst();
    long width = rows == 0 ? 0 : elements() / rows;
    if (width > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          file, "tensor " + name + " has rows of " + width + " elements", "It is no model's");
    }
    return (int) width;
  }

  /** How its numbers are stored; throws {@link CheckpointException} for what are no floats. */
  ElementType element() {
    return dtype
        .element()
        .filter(_ -> dtype.readable())
        .orElseThrow(() -> WeightFile.unreadable(this));
  }
}
