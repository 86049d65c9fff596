package zoetrope.service.provenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.story.store.ContentFolder;

/** The SHA-256 of a model's files, by which the model is known whatever it is called. */
public final class WeightHashes {
  private WeightHashes() {}

  /**
   * Of files by the names that they have in a folder, links or not; none that cannot be read.
   *
   * @param files in the folder or below
   */
  public static Map<String, String> of(Path folder, List<Path> files) {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files) {
      hashes.put(
          folder.relativize(file).toString().replace('\\', '/'),
          ContentFolder.refer(file).sha256());
    }
    return hashes;
  }

  /** Of a file by its name; of none where there is no such file. */
  public static Map<String, String> of(Path file) {
    return Files.isRegularFile(file)
        ? of(file.resolveSibling("").normalize(), List.of(file))
        : Map.of();
  }

  /** Of a model's files; of none where the folder cannot be read, as its loader will say. */
  public static Map<String, String> of(ModelFolder model) {
    try {
      Path place = model.card().folder();
      return of(Files.isRegularFile(place) ? FolderFiles.parent(place) : place, model.weights());
    } catch (CheckpointException _) {
      return Map.of();
    }
  }
}
