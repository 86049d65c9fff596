package zoetrope.diffusion.checkpoint;

import java.util.Set;

/** Named tensors, wherever they lie. */
public interface TensorSource {
  /** All names. */
  Set<String> names();

  /**
   * A tensor's place; throws {@link CheckpointException} naming the tensor when there is none of
   * that name.
   */
  TensorInfo info(String name);

  /** A copy as 32-bit floats, row-major; from F32, F16, BF16 or 8-bit floats. */
  float[] floats(String name);

  default boolean has(String name) {
    return names().contains(name);
  }
}
