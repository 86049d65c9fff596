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

  /**
   * As {@link #floats(String)}, into the beginning of an array of at least as many, for those who
   * read many tensors one after the other.
   */
  void floats(String name, float[] to);

  default boolean has(String name) {
    return names().contains(name);
  }
}
