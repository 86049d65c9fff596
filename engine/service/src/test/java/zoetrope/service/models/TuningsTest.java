package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.service.TinyStudio;

/** What a user chooses about a model's sampling stays, and comes before what others advise. */
class TuningsTest {
  private static final Path TINY = Path.of("..", "..", "src-test", "reference", "t2v", "wan");
  private static final Tuning CHOSEN =
      Tuning.NONE
          .with("sampler", new Tuning.Value.Text("EULER"))
          .with("shift", new Tuning.Value.Figure(3))
          .with("cache", new Tuning.Value.Figure(.05))
          .with("cfg_zero", new Tuning.Value.Flag(true));

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
    assertThat(tunings.config(model)).isEqualTo(RunConfig.ADVISED);
    tunings.choose(model, CHOSEN);
    RunConfig config = new Tunings(temp.resolve("library")).config(model);
    assertThat(config.tuning()).isEqualTo(CHOSEN);
    assertThat(model.files().words(config.tuning()))
        .containsExactly(
            "sampler Euler",
            "shift 3",
            "EasyCache, which leaves out steps, threshold 0.05",
            "CFG-Zero*");
    tunings.choose(model, Tuning.NONE);
    assertThat(tunings.config(model)).isEqualTo(RunConfig.ADVISED);
  }

  /** Written by the first release (a904bf8). */
  @Test
  void aFileOfTheFirstReleaseMeansTheSame() throws IOException {
    Files.createDirectories(temp.resolve("library"));
    Files.writeString(
        temp.resolve("library").resolve("tuning.json"),
        """
        {"models": {"%s": {"sampler": "EULER", "shift": 3.0, "cache": 0.05, "cfg_zero": true},
                    "starter": {"cache": 0.0}}, "version": 1}
        """
            .formatted(model.id()));
    assertThat(tunings.of(model)).isEqualTo(CHOSEN);
    InstalledModel starter = library.get("starter");
    assertThat(starter.files().words(tunings.of(starter))).containsExactly("all steps computed");
  }

  @Test
  void aRemovedModelLeavesNothingToTheNextOfItsName() {
    Path file = lora("one.safetensors");
    new LoraShelf(library.folder()).attach(model, new Lora(file, 1));
    tunings.choose(model, CHOSEN);
    library.remove(model.id());
    assertThat(tunings.config(library.importFolder(TINY))).isEqualTo(RunConfig.ADVISED);
    assertThat(file).exists();
  }

  @Test
  void whatNoRunCanBeMadeWithIsRefused() throws IOException {
    for (double shift : new double[] {0, -1, Double.NaN, 101}) {
      Tuning wrong = Tuning.NONE.with("shift", new Tuning.Value.Figure(shift));
      assertThatThrownBy(() -> tunings.choose(model, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shift");
    }
    InstalledModel starter = library.get("starter");
    assertThatThrownBy(() -> tunings.choose(starter, CHOSEN))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is fixed");
    assertThat(starter.files().words(tunings.of(starter))).isEmpty();
    Tuning all = Tuning.NONE.with("cache", new Tuning.Value.Figure(0));
    tunings.choose(starter, all);
    assertThat(starter.files().words(tunings.of(starter))).containsExactly("all steps computed");
    Path file = temp.resolve("library").resolve("tuning.json");
    Files.writeString(
        file, "{\"version\":1,\"models\":{\"" + model.id() + "\":{\"cache\":\"much\"}}}");
    assertThatThrownBy(() -> tunings.of(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tuning.json");
  }
}
