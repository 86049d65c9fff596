package zoetrope.diffusion.sampling.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.sampling.Philox;

/** Runs over noise levels that a distilled model names, against values computed by hand. */
class GivenLevelsTest {
  private static final List<Double> FAST_WAN = List.of(1.0, .757, .522);
  private static final List<Double> QUARTERS = List.of(1.0, .75, .5, .25);

  @Test
  void aDistilledModelIsToldTheStepsThatItNames() {
    FlowRun fast = new FlowSampler.Renoise(FAST_WAN, 1, 0).start(3, 1);
    assertThat(fast.timesteps()).containsExactly(new float[] {1000, 757, 522}, within(1e-3f));

    // 5 s / (1 + 4 s): 15/16, 5/6, 5/8.
    FlowRun light = new FlowSampler.EulerAt(QUARTERS).start(4, 5);
    assertThat(light.sigmas())
        .containsExactly(new float[] {1, .9375f, 5f / 6, .625f, 0}, within(1e-6f));
    assertThat(light.timesteps())
        .containsExactly(new float[] {1000, 937.5f, 833.3333f, 625}, within(1e-3f));
    assertThat(FlowSampler.even(4)).isEqualTo(QUARTERS);
  }

  @Test
  void eulerGoesStraightFromLevelToLevel() {
    FlowRun run = new FlowSampler.EulerAt(FAST_WAN).start(3, 1);
    float[] x = {2, -1};
    x = run.step(new float[] {4, 1}, x); // -.243 of it
    assertThat(x).containsExactly(new float[] {1.028f, -1.243f}, within(1e-6f));
    x = run.step(new float[] {1, 1}, x); // -.235
    x = run.step(new float[] {1, 2}, x); // -.522
    assertThat(x).containsExactly(new float[] {.271f, -2.522f}, within(1e-5f));
    assertThat(run.done()).isTrue();
  }

  @Test
  void renoisingJumpsToTheClipAndAddsFreshNoise() {
    FlowRun run = new FlowSampler.Renoise(FAST_WAN, 42, 1).start(3, 1);
    long stream = 2L << 32; // the second window's
    float[] x = {2, -1};
    float[] clean = {2 - 1 * 4, -1 - 1 * 1};
    float[] noise = Philox.normals(42, stream, 2);
    x = run.step(new float[] {4, 1}, x);
    assertThat(x)
        .containsExactly(
            new float[] {.243f * clean[0] + .757f * noise[0], .243f * clean[1] + .757f * noise[1]},
            within(1e-6f));

    float[] second = {x[0] - .757f, x[1] - .757f};
    float[] more = Philox.normals(42, stream + 1, 2);
    x = run.step(new float[] {1, 1}, x);
    assertThat(x)
        .containsExactly(
            new float[] {.478f * second[0] + .522f * more[0], .478f * second[1] + .522f * more[1]},
            within(1e-6f));

    float[] last = {x[0] - .522f * 3, x[1] + .522f};
    assertThat(run.step(new float[] {3, -1}, x)).containsExactly(last, within(1e-6f));
  }

  @Test
  void noNoiseIsUsedTwice() {
    float[] v = {0, 0, 0, 0};
    float[] first = new FlowSampler.Renoise(FAST_WAN, 7, 0).start(3, 1).step(v, v);
    float[] next = new FlowSampler.Renoise(FAST_WAN, 7, 1).start(3, 1).step(v, v);
    float[] seed = new FlowSampler.Renoise(FAST_WAN, 8, 0).start(3, 1).step(v, v);
    assertThat(first).isNotEqualTo(next).isNotEqualTo(seed);
    assertThat(new FlowSampler.Renoise(FAST_WAN, 7, 0).start(3, 1).step(v, v)).isEqualTo(first);
  }

  @Test
  void higherOrdersOverEvenLevelsAreTheUsualRuns() {
    // DPM++'s usual levels are even ones from 1, so that both must be the same to the bit.
    assertSame(
        new FlowSampler.DpmPlusPlusAt(FlowSampler.even(6)).start(6, 3),
        new FlowSampler.DpmPlusPlus().start(6, 3));
    // A straight flow is followed exactly by any order: x = clean + sigma * direction.
    FlowRun run = new FlowSampler.UniPcAt(FAST_WAN).start(3, 8);
    float[] x = {1 + 2, 1 - 3};
    while (!run.done()) {
      x = run.step(new float[] {2, -3}, x);
    }
    assertThat(x).containsExactly(new float[] {1, 1}, within(1e-4f));
  }

  private static void assertSame(FlowRun a, FlowRun b) {
    float[] x = {.4f, -1};
    float[] y = x.clone();
    while (!a.done()) {
      x = a.step(new float[] {x[0] * x[0], -x[1]}, x);
      y = b.step(new float[] {y[0] * y[0], -y[1]}, y);
      assertThat(x).containsExactly(y, within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.2", "0", "0.5 0.5", "0.5 0.7", "NaN"})
  void levelsThatDoNotFallAreRefused(String said) {
    List<Double> levels =
        said.isEmpty()
            ? List.of()
            : java.util.Arrays.stream(said.split(" ")).map(Double::valueOf).toList();
    assertThatThrownBy(() -> new FlowSampler.EulerAt(levels).start(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise level");
  }
}
