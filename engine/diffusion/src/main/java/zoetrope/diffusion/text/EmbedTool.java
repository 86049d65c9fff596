package zoetrope.diffusion.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Prepares captions for training: {@code EmbedTool CAPTIONS.txt OUT.safetensors}, one prompt a
 * line.
 */
public final class EmbedTool {
  private EmbedTool() {}

  public static void main(String[] args) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    float[] all = new float[lines.size() * PromptEncoder.SIZE];
    CancelToken never = new CancelToken();
    try (PromptEncoder encoder = new PromptEncoder(Runtime.cpu())) {
      for (int i = 0; i < lines.size(); i++) {
        System.arraycopy(
            encoder.encode(lines.get(i), never),
            0,
            all,
            i * PromptEncoder.SIZE,
            PromptEncoder.SIZE);
      }
    }
    SafetensorsWriter.Entry e =
        new SafetensorsWriter.Entry(List.of((long) lines.size(), (long) PromptEncoder.SIZE), all);
    SafetensorsWriter.write(Path.of(args[1]), Map.of("embeddings", e), Map.of("format", "pt"));
  }
}
