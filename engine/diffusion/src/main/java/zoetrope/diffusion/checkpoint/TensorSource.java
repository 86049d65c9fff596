package zoetrope.diffusion.checkpoint;

import java.util.Optional;
import java.util.Set;

/** Named tensors, wherever they lie: as they are stored, scales not yet applied. */
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

  /**
   * What a quantised tensor's stored values are to be multiplied by: one number, or one for each of
   * its first sizes; empty where they are the values themselves. Whether it fits, {@link
   * Quantization} tells.
   */
  default Optional<TensorInfo> scale(String name) {
    return Scales.of(this, name);
  }

  /** The numbers of a tensor's {@link #scale}; of one that has none too, and is not scaled: 1. */
  default float[] factors(String name) {
    return scale(name).map(s -> floats(s.name())).orElseGet(() -> new float[] {1});
  }
}
