package zoetrope.diffusion.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files that an entry of the index names: one, or a list, under the set's folder. */
final class IndexFiles {
  private IndexFiles() {}

  static List<Path> all(Path folder, JsonNode files) {
    Stream<JsonNode> named =
        files.isArray()
            ? StreamSupport.stream(files.spliterator(), false)
            : Stream.of(files).filter(JsonNode::isTextual);
    return named.map(f -> folder.resolve(f.asText())).toList();
  }

  /**
   * Where weights lie: the only safetensors file that is named, else the folder of what is named,
   * whose index binds its shards together.
   */
  static Optional<Path> weights(Path folder, JsonNode files) {
    List<Path> all = all(folder, files);
    List<Path> weights = all.stream().filter(f -> ends(f, ".safetensors")).toList();
    boolean sharded = all.stream().anyMatch(f -> ends(f, ".index.json"));
    if (weights.size() == 1 && !sharded) {
      return Optional.of(weights.getFirst());
    }
    if (!weights.isEmpty()) {
      return Optional.of(weights.getFirst().toAbsolutePath().getParent());
    }
    return all.stream().findFirst();
  }

  /** Whether two places hold the same weights: the same file, or a file and its folder. */
  static boolean same(Path a, Path b) {
    return home(a).equals(home(b));
  }

  private static Path home(Path weights) {
    Path p = weights.toAbsolutePath().normalize();
    return ends(p, ".safetensors") ? p.getParent() : p;
  }

  private static boolean ends(Path file, String end) {
    return file.getFileName().toString().endsWith(end);
  }
}
