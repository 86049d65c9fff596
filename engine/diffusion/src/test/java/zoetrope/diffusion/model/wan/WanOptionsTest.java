package zoetrope.diffusion.model.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.wan.WanOptions.Sampler;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.sampling.flow.FlowRun;

/** What is suggested for distilled models, and what comes of options. */
class WanOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "lightx2v_T2V_14B_cfg_step_distill_v2_lora_rank64_bf16.safetensors, LightX2V, EULER, 4, 5",
    "wan2.1_i2v_lora_rank64_lightx2v_4step.safetensors, LightX2V, EULER, 4, 5",
    "Wan21_T2V_14B_lightx2v_cfg_step_distill_lora_rank32.safetensors, LightX2V, EULER, 4, 5",
    "Wan2.1-I2V-14B-480P-StepDistill-CfgDistill-Lightx2v, LightX2V, EULER, 4, 5",
    "Wan2.2-Lightning_T2V-8steps.safetensors, LightX2V, EULER, 8, 5",
    "FastWan_T2V_14B_480p_lora_rank_128_bf16.safetensors, FastWan (FastVideo), LCM, 3, 1",
    "FastWan2.1-T2V-1.3B-Diffusers, FastWan (FastVideo), LCM, 3, 1",
    "Wan2_1_self_forcing_dmd_1_3B_lora_rank_32_fp16.safetensors, Self-Forcing, LCM, 4, 5",
    "Wan21_CausVid_14B_T2V_lora_rank32_v2.safetensors, CausVid, UNIPC, 6, 8",
    "Wan21_CausVid_bidirect2_T2V_1_3B_lora_rank32.safetensors, CausVid, UNIPC, 6, 8",
    "Wan2.1_T2V_1.3B_Lightning_4steps.safetensors, LightX2V, EULER, 4, 5",
    "Wan14Bi2vFusioniX_fp16.safetensors, FusionX, UNIPC, 8, 2",
    "Wan2.1_T2V_14B_FusionX-Q4_K_M.gguf, FusionX, UNIPC, 8, 2",
    "Wan2_1-T2V-14B_rCM_lora_rank64.safetensors, rCM, LCM, 4, 1",
    "TurboWan2.1-T2V-1.3B-480P.pth, rCM, LCM, 4, 1"
  })
  void distilledModelsAreKnownByTheirNames(
      String name, String maker, Sampler sampler, int steps, double shift) {
    Distillation d = Distillation.suggested(name, Map.of()).orElseThrow();
    assertThat(d.maker()).isEqualTo(maker);
    assertThat(d.sampler()).isEqualTo(sampler);
    assertThat(d.steps()).isEqualTo(steps);
    assertThat(d.shift()).isEqualTo(shift);
    assertThat(d.words()).contains(maker, steps + " steps", sampler.words(), "guidance 1");
  }

  @Test
  void rcmRunsAtTheAnglesOfItsMakers() {
    Distillation d = Distillation.suggested("rCM", Map.of()).orElseThrow();
    assertThat(d.sigmas().get(0)).isCloseTo(80 / 81.0, within(1e-9));
    assertThat(d.sigmas().get(3)).isCloseTo(1 / (1 + 1 / Math.tan(1)), within(1e-9));
    assertThat(Distillation.suggested("rCM 2 steps", Map.of()).orElseThrow().steps()).isEqualTo(2);
  }

  @Test
  void whatAFileSaysOfItselfCountsToo() {
    assertThat(Distillation.suggested("my.safetensors", Map.of("comment", "FastWan, 3 steps")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wan2.1-T2V-1.3B",
        "Wan2.1-Fun-1.3B-InP-MPS_reward_lora_comfy.safetensors",
        "lightning-strikes.safetensors",
        "causal-video.safetensors",
        "infusion-style.safetensors",
        "marcm-face.safetensors",
        "my-style-2000steps.safetensors"
      })
  void othersAreNot(String name) {
    assertThat(Distillation.suggested(name, Map.of())).isEmpty();
  }

  @Test
  void fastWanRunsAtTheTimeStepsThatItNames() {
    WanOptions o =
        WanOptions.USUAL.suited(Distillation.suggested("FastWan", Map.of()).orElseThrow());
    FlowRun run = o.start(50, 8, 1, 0);
    assertThat(run.timesteps()).containsExactly(new float[] {1000, 757, 522}, within(1e-3f));
    Denoising d = o.denoising(run, 6);
    assertThat(d.guidance().single()).isTrue();
  }

  @Test
  void whatTheUserChoseStaysChosen() {
    WanOptions mine =
        new WanOptions(
            Optional.of(Sampler.EULER),
            OptionalDouble.of(3),
            List.of(),
            OptionalDouble.of(2),
            List.of(new Lora(Path.of("a"), .5)),
            Optional.of(StepCache.Settings.USUAL),
            true);
    WanOptions o = mine.suited(Distillation.suggested("lightx2v", Map.of()).orElseThrow());
    assertThat(o.sampler()).contains(Sampler.EULER);
    assertThat(o.guidance(5)).isEqualTo(2);
    assertThat(o.steps(50)).isEqualTo(4);
    assertThat(o.start(50, 8, 1, 0).sigmas()[1]).isCloseTo(3 * .75f / 2.5f, within(1e-6f));
    assertThat(o.loras()).isEqualTo(mine.loras());
  }

  @Test
  void withoutAnyTheRunIsAsTheMakersHaveIt() {
    FlowRun run = WanOptions.USUAL.start(4, 3, 1, 0);
    // Wan's UniPC: the shift bends even levels from .999.
    assertThat(run.timesteps()).containsExactly(999, 899, 749, 499);
    Denoising d = WanOptions.USUAL.denoising(run, 5);
    assertThat(d.guidance()).isEqualTo(new Guidance.Plain(5));
    assertThat(d.cache()).isEmpty();
  }
}
