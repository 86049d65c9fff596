package zoetrope.diffusion.family;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * Models that are recognised, tuned and run in one way. Found by {@link java.util.ServiceLoader}:
 * whoever adds one registers it in {@code META-INF/services} and, as a module, in {@code
 * module-info}.
 */
public interface ModelFamily {
  /** By which programs know it; small letters. */
  String id();

  /** As people call it. */
  String title();

  /**
   * Looks into a folder, or at a file that is a model by itself; only headers are read.
   *
   * @return empty where nothing in it is this family's, and nothing can be said about it
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is no folder, or cannot be
   *     read
   */
  Optional<ModelFolder> recognise(Path folder);

  /**
   * The models of a folder of many that share their parts, such as a library of another program's:
   * the file or folder of each, which can be recognised by itself. Only headers are read.
   *
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when the folder cannot be read
   */
  default List<Path> models(Path folder) {
    return List.of();
  }

  /**
   * The model that comes with the program, which shots name by the family's id; empty for most.
   * What is missing of it, its card says.
   *
   * @param assets the program's
   */
  default Optional<ModelFolder> bundled(Path assets) {
    return Optional.empty();
  }

  /** All that can be chosen about any of its models. */
  TuningSchema tuning();
}
