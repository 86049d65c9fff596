package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.service.TinyStudio;

/** LoRAs stay on their model, with their strengths, from one start of the program to the next. */
class LoraShelfTest {
  private static final Path TINY = Path.of("..", "..", "src-test", "reference", "t2v", "wan");

  @TempDir Path temp;
  private ModelLibrary library;
  private InstalledModel model;
  private LoraShelf shelf;

  @BeforeEach
  void open() throws IOException {
    library = new ModelLibrary(new TinyStudio(temp).home(), temp.resolve("library"));
    model = library.importFolder(TINY);
    shelf = new LoraShelf(library.folder());
  }

  private Path lora(String name, long wide) {
    Map<String, Entry> tensors = new LinkedHashMap<>();
    String layer = "lora_unet_blocks_0_self_attn_q";
    tensors.put(
        layer + ".lora_down.weight", new Entry(List.of(4L, wide), new float[4 * (int) wide]));
    tensors.put(layer + ".lora_up.weight", new Entry(List.of(wide, 4L), new float[4 * (int) wide]));
    Path file = temp.resolve(name);
    SafetensorsWriter.write(file, tensors, Map.of());
    return file;
  }

  @Test
  void whatIsAttachedIsThereAfterAStart() {
    Path one = lora("one.safetensors", 64);
    Path two = lora("two.safetensors", 64);
    assertThat(shelf.of(model.id())).isEmpty();
    assertThat(shelf.attach(model, new Lora(one, .8)).layers()).isEqualTo(1);
    shelf.attach(model, new Lora(two, 1));
    shelf.attach(model, new Lora(one, .5));

    LoraShelf later = new LoraShelf(temp.resolve("library"));
    assertThat(later.of(model.id())).containsExactly(new Lora(one, .5), new Lora(two, 1));
    assertThat(new Tunings(temp.resolve("library")).config(model))
        .isEqualTo(new RunConfig(Tuning.NONE, later.of(model.id())));

    later.detach(model.id(), one);
    assertThat(shelf.of(model.id())).containsExactly(new Lora(two, 1));
    assertThat(one).exists();
    assertThatThrownBy(() -> shelf.detach(model.id(), one))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not on");
  }

  @Test
  void aDistilledOneSaysHowToRun() {
    Path file = lora("FastWan_T2V_14B_lora.safetensors", 64);
    shelf.attach(model, new Lora(file, 1));
    assertThat(shelf.distillation(model).orElseThrow())
        .contains("FastWan", "3 steps", "guidance 1");
  }

  @Test
  void whatDoesNotFitIsNotAttached() throws IOException {
    Path wide = lora("wide.safetensors", 5120);
    assertThatThrownBy(() -> shelf.attach(model, new Lora(wide, 1)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("does not fit");
    assertThat(shelf.of(model.id())).isEmpty();

    InstalledModel starter = library.get("starter");
    assertThatThrownBy(() -> shelf.attach(starter, new Lora(wide, 1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("LoRAs cannot be laid upon it");

    Files.writeString(temp.resolve("library").resolve("loras.json"), "{");
    assertThatThrownBy(() -> shelf.of(model.id()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("loras.json");
  }
}
