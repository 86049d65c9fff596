package zoetrope.diffusion.model;

import java.nio.file.Path;
import java.util.function.Supplier;
import zoetrope.diffusion.checkpoint.CheckpointException;

/**
 * Tries a model's graphs on the shapes of its tensors when it is opened, before anything is read.
 */
public final class GraphCheck {
  private GraphCheck() {}

  /**
   * What {@code build} makes.
   *
   * @throws CheckpointException naming the file, when its tensors do not fit together or its
   *     configuration cannot be
   */
  public static <T> T of(Path path, Supplier<T> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new CheckpointException(
          path,
          "its tensors do not make a model (" + e.getMessage() + ")",
          "The file belongs to another model, or it or its config.json is damaged",
          e);
    }
  }
}
