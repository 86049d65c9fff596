package zoetrope.service.provenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.model.wan.folder.FolderFiles;
import zoetrope.story.store.ContentFolder;

/** The SHA-256 of a model's files, by which the model is known whatever it is called. */
public final class WeightHashes {
  private WeightHashes() {}

  /**
   * Of a file, or of all safetensors in a folder and below, by the names that they have there,
   * links or not; none that cannot be read.
   */
  public static Map<String, String> of(Path place) {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(place)) {
      hashes.put(
          String.valueOf(file.equals(place) ? file.getFileName() : place.relativize(file))
              .replace('\\', '/'),
          ContentFolder.refer(file).sha256());
    }
    return hashes;
  }

  private static List<Path> files(Path folder) {
    if (Files.isRegularFile(folder)) {
      return List.of(folder);
    }
    try {
      return FolderFiles.below(folder).weights();
    } catch (CheckpointException _) {
      return List.of(); // the model's own loader says what is wrong with it
    }
  }
}
