package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
