package zoetrope.diffusion.checkpoint;

import java.nio.file.Path;
import java.util.List;

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
}
