package zoetrope.diffusion.model.wan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zoetrope.diffusion.checkpoint.CheckpointException;

/** The {@code config.json} of a part of a model. */
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
    Path file = folder.resolve("config.json");
    ObjectMapper json = new ObjectMapper();
    if (!Files.exists(file)) {
      return json.createObjectNode();
    }
    try {
      return json.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CheckpointException(
          file, "it is no JSON (" + e.getMessage() + ")", "Download it again", e);
    }
  }
}
