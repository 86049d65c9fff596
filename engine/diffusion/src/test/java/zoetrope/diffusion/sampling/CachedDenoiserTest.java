package zoetrope.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import zoetrope.core.task.CancelToken;

/** Steps left out cost little, and none are left out where nothing may be. */
class CachedDenoiserTest {
  private static final int STEPS = 16;
  private static final float[] NOISE = Philox.normals(3, 0, 512);
  private final AtomicInteger calls = new AtomicInteger();

  /** Pulls towards a picture that depends a little on the noise level, as models do. */
  private float[] pull(float[] x, double sigma) {
    calls.incrementAndGet();
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (Math.sin(i * .1) + .05 * sigma * x[i]);
    }
    return out;
  }

  private float[] run(Denoiser model, Schedule schedule) {
    return new Solver.DpmPlusPlus2M()
        .run(model, NOISE, schedule, (done, total, guess) -> {}, new CancelToken());
  }

  private float[] cached(double threshold) {
    Schedule schedule = Schedule.shifted(STEPS, 15);
    StepCache cache = new StepCache(new StepCache.Settings(threshold, .2), STEPS);
    return run(new CachedDenoiser(this::pull, cache, schedule), schedule);
  }

  @Test
  void aThresholdOfNothingComputesEveryStepAndGivesTheSameToTheBit() {
    float[] whole = run(this::pull, Schedule.shifted(STEPS, 15));
    assertThat(cached(0)).isEqualTo(whole);
    assertThat(calls).hasValue(2 * STEPS);
  }

  @Test
  void stepsThatHardlyChangeAnythingAreLeftOut() {
    float[] whole = run(this::pull, Schedule.shifted(STEPS, 15));
    calls.set(0);
    assertThat(cached(.05)).containsExactly(whole, Offset.offset(.02f));
    assertThat(calls.get()).isBetween(STEPS / 4, STEPS / 2);
  }
}
