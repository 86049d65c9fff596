package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.VideoModel.Traits;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.family.FamilyProfile;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.wan.Distillation;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.WanOptions.Sampler;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.Tuning.Value;

/** What a user chose, and what distilled models want, as options of a run. */
class WanTuningTest {
  private static final Tuning CHOSEN =
      Tuning.NONE
          .with("sampler", new Value.Text("EULER"))
          .with("shift", new Value.Figure(3))
          .with("cache", new Value.Figure(.05))
          .with("cfg_zero", new Value.Flag(true));

  @Test
  void nothingChosenIsAsItsMakersAdvise() {
    assertThat(WanTuning.options(RunConfig.ADVISED, Optional.empty())).isEqualTo(WanOptions.USUAL);
  }

  @Test
  void everySettingReachesTheRun() {
    List<Lora> loras = List.of(new Lora(Path.of("ink.safetensors"), .5));
    WanOptions options = WanTuning.options(new RunConfig(CHOSEN, loras), Optional.empty());
    assertThat(options.sampler()).contains(Sampler.EULER);
    assertThat(options.shift()).hasValue(3);
    assertThat(options.caching().orElseThrow().threshold()).isEqualTo(.05);
    assertThat(options.cfgZero()).isTrue();
    assertThat(options.loras()).isEqualTo(loras);
    assertThat(WanTuning.SCHEMA.keys()).containsExactlyElementsOf(CHOSEN.values().keySet());
  }

  @Test
  void aChoiceComesBeforeWhatADistilledLoraWants() {
    Optional<Distillation> fast = Distillation.suggested("FastWan_lora.safetensors", Map.of());
    assertThat(WanTuning.options(RunConfig.ADVISED, fast).sampler()).contains(Sampler.LCM);
    WanOptions chosen = WanTuning.options(new RunConfig(CHOSEN, List.of()), fast);
    assertThat(chosen.sampler()).contains(Sampler.EULER);
    assertThat(chosen.steps(50)).as("its sigmas stay").isEqualTo(3);
  }

  @Test
  void aDistilledTransformerIsKnownByItsFilesNameAndByItsTitle(@TempDir Path place)
      throws IOException {
    Path folder = TinyWan.folder(place.resolve("m"), "t2v");
    Path plain = folder.resolve("diffusion_pytorch_model.safetensors");
    Path named = folder.resolve("Wan2.1_T2V_FusionX.safetensors");
    Files.move(plain, named);
    assertThat(new WanFamily().recognise(folder).orElseThrow().profile(RunConfig.ADVISED).traits())
        .extracting(Traits::steps, Traits::guidance)
        .containsExactly(8, 1.0);
    RawSafetensors titled =
        new RawSafetensors().metadata("modelspec.title", "Tiny Wan, lightx2v, 4 steps");
    try (Checkpoint c = Checkpoint.open(named)) {
      c.names().forEach(n -> titled.floats(n, c.info(n).shape(), c.floats(n)));
    }
    Files.delete(named);
    titled.write(plain);
    assertThat(new WanFamily().recognise(folder).orElseThrow().distillation(List.of()))
        .hasValueSatisfying(d -> assertThat(d).contains("LightX2V", "4 steps"));
  }

  @Test
  void aDistilledLoraFixesStepsAndGuidanceThatAreAdvised(@TempDir Path place) {
    ModelFolder model =
        new WanFamily().recognise(TinyWan.folder(place.resolve("m"), "t2v")).orElseThrow();
    FamilyProfile plain = model.profile(RunConfig.ADVISED);
    Lora fast = new Lora(Path.of("FastWan_lora.safetensors"), 1);
    FamilyProfile distilled = model.profile(new RunConfig(CHOSEN, List.of(fast)));
    assertThat(plain.fixed()).isFalse();
    assertThat(plain.traits().steps()).isEqualTo(50);
    assertThat(distilled.fixed()).isTrue();
    assertThat(distilled.traits().steps()).isEqualTo(3);
    assertThat(distilled.traits().guidance()).isEqualTo(1);
  }
}
