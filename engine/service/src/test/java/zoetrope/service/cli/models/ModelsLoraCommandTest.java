package zoetrope.service.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.ModelLibrary;

/** What {@code zoetrope models lora} says. */
class ModelsLoraCommandTest {
  @TempDir Path temp;

  @Test
  void attachesListsAndTakesOff() throws IOException {
    ModelLibrary library = new ModelLibrary(new TinyStudio(temp).home(), temp.resolve("library"));
    String id = library.importFolder(Path.of("../../src-test/reference/t2v/wan")).id();
    Map<String, Entry> tensors = new LinkedHashMap<>();
    tensors.put("blocks.0.ffn.0.lora_A.weight", new Entry(List.of(2L, 64L), new float[128]));
    tensors.put("blocks.0.ffn.0.lora_B.weight", new Entry(List.of(256L, 2L), new float[512]));
    Path file = temp.resolve("FastWan-lora.safetensors");
    SafetensorsWriter.write(file, tensors, Map.of());

    assertThat(run(library, id)).contains("No LoRA is on " + id);
    assertThat(run(library, id, file.toString(), "--strength", "0.8"))
        .contains("FastWan-lora.safetensors: LoRA with original names", "1 layers of rank 2")
        .contains("strength 0.8", "distilled by FastWan", "3 steps (LCM)");
    assertThat(run(library, id, "--json")).contains("\"strength\":0.8", "\"layers\":1");
    assertThat(run(library, id, file.toString(), "--remove")).contains("No LoRA is on " + id);
  }

  private static String run(ModelLibrary library, String... args) {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new ModelsLoraCommand(library)).setOut(new PrintWriter(out)).execute(args);
    assertThat(code).isZero();
    return out.toString();
  }
}
