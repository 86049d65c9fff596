package zoetrope.diffusion.graph;

import ai.onnx.proto.OnnxMl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.LinkedFiles;

/**
 * The files that a graph's weights lie in. The runtime is given one folder and refuses what a link
 * leads out of it to, as all files of the Hugging Face cache do; so weights are named by the real
 * places of their files, from the nearest folder on that holds all of them.
 */
final class WeightFiles {
  private final List<Weight> weights = new ArrayList<>();

  private record Weight(OnnxMl.TensorProto.Builder initializer, Path file) {}

  /**
   * @param initializer whose first external datum is to be its location
   */
  void add(OnnxMl.TensorProto.Builder initializer, Path file) {
    weights.add(new Weight(initializer, file));
  }

  /**
   * Writes all locations.
   *
   * @return the folder from which they are told; empty when there are no weights in files
   * @throws CheckpointException when a file is not there any more
   */
  Optional<Path> place() {
    Map<Path, Path> real = new HashMap<>();
    weights.forEach(w -> real.computeIfAbsent(w.file(), LinkedFiles::real));
    Optional<Path> folder = real.values().stream().map(Path::getParent).reduce(WeightFiles::around);
    folder.ifPresent(
        at ->
            weights.forEach(
                w ->
                    w.initializer()
                        .getExternalDataBuilder(0)
                        .setValue(at.relativize(real.get(w.file())).toString())));
    return folder;
  }

  /** The nearest folder that holds both. */
  private static Path around(Path a, Path b) {
    for (Path out = a; out != null; out = out.getParent()) {
      if (b.startsWith(out)) {
        return out;
      }
    }
    throw new CheckpointException(
        b, "other weights of the same part lie on another drive than it", "Put them on one");
  }
}
