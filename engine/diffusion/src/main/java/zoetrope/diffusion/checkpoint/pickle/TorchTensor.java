package zoetrope.diffusion.checkpoint.pickle;

import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param shape sizes, outermost first
 * @param strides elements from one index to the next, of each size
 * @param offset first byte, counted from the start of the file
 * @param length bytes from the first element to behind the last
 */
public record TorchTensor(
    String name, TorchType type, List<Long> shape, List<Long> strides, long offset, long length) {
  public TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** Whether its elements lie one behind the other, the last size first. */
  public boolean contiguous() {
    long next = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != next) {
        return false;
      }
      next *= shape.get(i);
    }
    return true;
  }
}
