package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.WanOptions.Sampler;
import zoetrope.service.TinyStudio;

/** What a user chooses about a model's sampling stays, and comes before what others advise. */
class TuningsTest {
  private static final Path TINY = Path.of("..", "..", "src-test", "reference", "t2v", "wan");
  private static final Tuning CHOSEN =
      new Tuning(Optional.of(Sampler.EULER), OptionalDouble.of(3), OptionalDouble.of(.05), true);

  @TempDir Path temp;
  private ModelLibrary library;
  private InstalledModel model;
  private Tunings tunings;

  @BeforeEach
  void open() throws IOException {
    library = new ModelLibrary(new TinyStudio(temp).home(), temp.resolve("library"));
    model = library.importFolder(TINY);
    tunings = new Tunings(library.folder());
  }

  private Path lora(String name) {
    Path file = temp.resolve(name);
    String layer = "lora_unet_blocks_0_self_attn_q";
    SafetensorsWriter.write(
        file,
        Map.of(
            layer + ".lora_down.weight", new Entry(List.of(4L, 64L), new float[256]),
            layer + ".lora_up.weight", new Entry(List.of(64L, 4L), new float[256])),
        Map.of());
    return file;
  }

  @Test
  void whatIsChosenIsThereAfterAStartAndReachesTheRun() {
    assertThat(tunings.options(model)).isEqualTo(WanOptions.USUAL);
    tunings.choose(model, CHOSEN);
    WanOptions options = new Tunings(temp.resolve("library")).options(model);
    assertThat(options.sampler()).contains(Sampler.EULER);
    assertThat(options.shift()).hasValue(3);
    assertThat(options.caching().orElseThrow().threshold()).isEqualTo(.05);
    assertThat(options.cfgZero()).isTrue();
    assertThat(options.words())
        .containsExactly(
            "sampler Euler",
            "shift 3",
            "EasyCache, which leaves out steps, threshold 0.05",
            "CFG-Zero*");
    tunings.choose(model, Tuning.NONE);
    assertThat(tunings.options(model)).isEqualTo(WanOptions.USUAL);
  }

  @Test
  void aChoiceComesBeforeWhatADistilledLoraWants() {
    Path file = lora("FastWan_lora.safetensors");
    new LoraShelf(library.folder()).attach(model, new Lora(file, 1));
    assertThat(tunings.options(model).sampler()).contains(Sampler.LCM);
    tunings.choose(model, CHOSEN);
    assertThat(tunings.options(model).sampler()).contains(Sampler.EULER);
    assertThat(tunings.options(model).steps(50)).as("its levels stay").isEqualTo(3);
  }

  @Test
  void aRemovedModelLeavesNothingToTheNextOfItsName() {
    Path file = lora("one.safetensors");
    new LoraShelf(library.folder()).attach(model, new Lora(file, 1));
    tunings.choose(model, CHOSEN);
    library.remove(model.id());
    assertThat(tunings.options(library.importFolder(TINY))).isEqualTo(WanOptions.USUAL);
    assertThat(file).exists();
  }

  @Test
  void whatNoRunCanBeMadeWithIsRefused() throws IOException {
    for (double shift : new double[] {0, -1, Double.NaN, 101}) {
      assertThatThrownBy(
              () ->
                  new Tuning(
                      Optional.empty(), OptionalDouble.of(shift), OptionalDouble.empty(), false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shift");
    }
    assertThatThrownBy(() -> tunings.choose(library.get("starter"), CHOSEN))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is fixed");
    assertThat(tunings.of("starter").starterCaching()).contains(StarterModel.USUAL_CACHING);
    Tuning all = new Tuning(Optional.empty(), OptionalDouble.empty(), OptionalDouble.of(0), false);
    tunings.choose(library.get("starter"), all);
    assertThat(tunings.of("starter").starterCaching()).isEmpty();
    assertThat(all.words()).containsExactly("all steps computed");
    Path file = temp.resolve("library").resolve("tuning.json");
    Files.writeString(
        file, "{\"version\":1,\"models\":{\"" + model.id() + "\":{\"cache\":\"much\"}}}");
    assertThatThrownBy(() -> tunings.of(model.id()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tuning.json");
  }
}
