package zoetrope.diffusion.model.wan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.LinkedFiles;

/** Settings that lie beside weights, as the {@code config.json} of a part of a model. */
public final class WanConfig {
  private WanConfig() {}

  /**
   * The configuration beside weights, which are a file or a folder; an empty one where there is
   * none.
   *
   * @throws CheckpointException when it is no JSON
   */
  public static JsonNode beside(Path weights) {
    Path folder = Files.isDirectory(weights) ? weights : weights.toAbsolutePath().getParent();
    return of(folder.resolve("config.json"));
  }

  /**
   * A file of settings; an empty one where there is none.
   *
   * @throws CheckpointException when it is no JSON, or a link to what is not there
   */
  public static JsonNode of(Path file) {
    ObjectMapper json = new ObjectMapper();
    if (!Files.exists(file) && !LinkedFiles.dangling(file)) {
      return json.createObjectNode();
    }
    try {
      return json.readTree(Files.readAllBytes(LinkedFiles.real(file)));
    } catch (IOException e) {
      throw new CheckpointException(
          file, "it is no JSON (" + e.getMessage() + ")", "Download it again", e);
    }
  }
}
