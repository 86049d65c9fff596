package zoetrope.diffusion.checkpoint;

import java.util.Optional;
import java.util.Set;

/** Named tensors, wherever they lie and in whatever form they are stored. */
public interface TensorSource {
  /** All names. */
  Set<String> names();

  /**
   * A tensor's place; throws {@link CheckpointException} naming the tensor when there is none of
   * that name.
   */
  TensorInfo info(String name);

  /**
   * A tensor row by row, its scale applied; whoever opens it closes it.
   *
   * @throws CheckpointException when there is none of that name, or it is none of floats
   */
  TensorRows rows(String name);

  /** A copy as 32-bit floats, row-major, its scale applied. */
  default float[] floats(String name) {
    try (TensorRows rows = rows(name)) {
      return rows.all();
    }
  }

  default boolean has(String name) {
    return names().contains(name);
  }

  /**
   * What the stored values of a tensor of 8-bit floats are to be multiplied by, by whoever reads
   * them where they lie: one number, or one for each of its first sizes. Empty where they are the
   * values themselves, and where a tensor is decoded ({@link DType#CODED}).
   */
  default Optional<TensorInfo> scale(String name) {
    return Optional.empty();
  }
}
