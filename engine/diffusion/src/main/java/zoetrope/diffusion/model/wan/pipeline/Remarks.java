package zoetrope.diffusion.model.wan.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.checkpoint.SafetensorsHeader;

/** What makers write into a file about what it is; what trainers write about how is no name. */
final class Remarks {
  private static final Set<String> NAMES =
      Set.of("modelspec.title", "modelspec.description", "title", "name", "description", "comment");

  private Remarks() {}

  /** Titles and descriptions; nothing of what cannot be read, as its loader will say. */
  static Map<String, String> of(Path file) {
    if (!FolderFiles.holdsWeights(file) || !FolderFiles.name(file).endsWith(".safetensors")) {
      return Map.of();
    }
    try {
      return SafetensorsHeader.read(file).metadata().entrySet().stream()
          .filter(e -> NAMES.contains(e.getKey()))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    } catch (CheckpointException _) {
      return Map.of();
    }
  }
}
