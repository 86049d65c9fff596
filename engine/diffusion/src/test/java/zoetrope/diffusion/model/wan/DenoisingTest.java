package zoetrope.diffusion.model.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.sampling.Philox;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/** Guidance and left-out steps on a flow that is written down in a line. */
class DenoisingTest {
  private static final float[] NOISE = Philox.normals(3, 0, 64);

  /** A flow to a clip of waves, bent so that its velocity changes slowly on the way. */
  private static float[] wave(float[] x, double t, double depth) {
    float[] v = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      double clip = Math.sin(i * depth) + .05 * x[i] * t / 1000;
      v[i] = (float) ((x[i] - clip) / Math.max(.05, t / 1000));
    }
    return v;
  }

  private static final class Counted implements Denoising.Pass {
    private final double depth;
    private final List<Double> times = new ArrayList<>();

    Counted(double depth) {
      this.depth = depth;
    }

    @Override
    public float[] velocity(float[] sample, double timestep) {
      times.add(timestep);
      return wave(sample, timestep, depth);
    }
  }

  private final Counted prompted = new Counted(.3);
  private final Counted plain = new Counted(.2);

  private float[] run(Denoising d) {
    return run(d, prompted, plain);
  }

  private static float[] run(Denoising d, Denoising.Pass prompted, Denoising.Pass plain) {
    return d.from(
        NOISE, prompted, plain, (done, before, with, without, clean) -> {}, new CancelToken());
  }

  private static FlowRun unipc(int steps) {
    return new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.WAN).start(steps, 5);
  }

  private static Optional<StepCache> cache(double threshold, int steps) {
    return Optional.of(new StepCache(new StepCache.Settings(threshold, .2), steps));
  }

  @Test
  void cfgZeroStarIsItsFormula() {
    float[] c = {1, 2, -3, .5f};
    float[] u = {2, -1, -1, 4};
    double s = (1 * 2 - 2 * 1 + 3 * 1 + .5 * 4) / (4 + 1 + 1 + 16);
    float[] got = new Guidance.Zero(6, 2).mixed(c, u);
    for (int i = 0; i < c.length; i++) {
      assertThat(got[i]).isCloseTo((float) (s * u[i] + 6 * (c[i] - s * u[i])), within(1e-5f));
    }
    assertThat(new Guidance.Zero(6, 0).mixed(c, c))
        .containsExactly(new Guidance.Plain(6).mixed(c, c), within(1e-5f));
  }

  @Test
  void itsFirstStepsStandStillAndAskNobody() {
    List<float[]> befores = new ArrayList<>();
    new Denoising(
            new FlowSampler.EulerAt(FlowSampler.even(50)).start(50, 5),
            Guidance.Zero.of(5, 50),
            Optional.empty())
        .from(
            NOISE,
            prompted,
            plain,
            (done, before, with, without, clean) -> befores.add(before),
            new CancelToken());
    assertThat(befores.get(1)).isEqualTo(NOISE);
    assertThat(befores.get(2)).isEqualTo(NOISE);
    assertThat(befores.get(3)).isNotEqualTo(NOISE);
    assertThat(prompted.times).hasSize(48);
    assertThat(plain.times).hasSize(48);
  }

  @Test
  void aModelWithGuidanceInItIsLeftAlone() {
    float[] usual = run(new Denoising(unipc(4), 1));
    float[] zero = run(new Denoising(unipc(4), Guidance.Zero.of(1, 50), Optional.empty()));
    assertThat(zero).isEqualTo(usual);
    assertThat(prompted.times).hasSize(8);
    assertThat(plain.times).isEmpty();
  }

  /** Of two models, what is kept of the first's answers is nothing to the second. */
  @Test
  void theSecondModelOfARunIsAskedBeforeItsStepsAreLeftOut() {
    FlowRun run = unipc(20);
    float[] steps = run.timesteps();
    Counted second = new Counted(.9);
    float[] half =
        until(12, new Denoising(run, new Guidance.Plain(1), cache(.5, 12)), NOISE, prompted);
    assertThat(run.at()).isEqualTo(12);
    until(20, new Denoising(run, new Guidance.Plain(1), cache(.5, 8)), half, second);
    assertThat(run.done()).isTrue();
    assertThat(prompted.times).hasSizeBetween(3, 11).endsWith((double) steps[11]);
    assertThat(second.times)
        .hasSizeBetween(3, 7)
        .startsWith((double) steps[12], (double) steps[13])
        .endsWith((double) steps[19]);
  }

  /** A run that is split between the same model and itself is the run. */
  @Test
  void aSplitRunIsTheRun() {
    FlowRun split = unipc(10);
    Denoising d = new Denoising(split, 1);
    assertThat(until(10, d, until(4, d, NOISE, prompted), prompted))
        .isEqualTo(run(new Denoising(unipc(10), 1)));
  }

  private float[] until(int end, Denoising d, float[] from, Denoising.Pass by) {
    return d.until(
        end,
        from,
        by,
        plain,
        Denoising.SampleConstraint.NONE,
        (done, before, with, without, clean) -> {},
        new CancelToken());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 5})
  void aThresholdOfNothingLeavesNothingOut(double guidance) {
    float[] whole = run(new Denoising(unipc(20), guidance));
    Optional<StepCache> none = cache(0, 20);
    float[] same = run(new Denoising(unipc(20), new Guidance.Plain(guidance), none));
    assertThat(same).isEqualTo(whole);
    assertThat(none.get().report(same)).isEqualTo(new StepCache.Report(20, 0, 0, 0));
  }

  @Test
  void whatIsLeftOutIsWhatThePapersRuleLeavesOut() {
    int steps = 40;
    double threshold = .1;
    Optional<StepCache> cache = cache(threshold, steps);
    float[] clip = run(new Denoising(unipc(steps), new Guidance.Plain(5), cache));
    List<Double> computed = byTheRule(steps, threshold);

    assertThat(prompted.times).isEqualTo(computed);
    assertThat(plain.times).isEqualTo(computed);
    assertThat(cache.get().report(clip).skipped()).isEqualTo(steps - computed.size()).isPositive();
    assertThat(computed.subList(0, 8)).hasSize(8);
    assertThat(computed.getLast()).isEqualTo(unipc(steps).timesteps()[steps - 1]);
  }

  /** The rule once more, step by step: time steps that are computed. */
  private static List<Double> byTheRule(int steps, double threshold) {
    FlowRun run = unipc(steps);
    List<Double> computed = new ArrayList<>();
    float[] x = NOISE.clone();
    float[] before = x;
    float[] keptX = x;
    float[] keptC = x;
    float[] keptU = x;
    double k = Double.NaN;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      float[] c = new float[x.length];
      float[] u = new float[x.length];
      boolean free = i >= 8 && i < steps - 1;
      if (free) {
        sum += k * distance(x, before) / distance(keptC, new float[x.length]);
      }
      before = x;
      if (free && sum < threshold) {
        for (int j = 0; j < x.length; j++) {
          c[j] = keptC[j] - keptX[j] + x[j];
          u[j] = keptU[j] - keptX[j] + x[j];
        }
      } else {
        sum = 0;
        computed.add((double) run.timestep());
        c = wave(x, run.timestep(), .3);
        u = wave(x, run.timestep(), .2);
        k = i == 0 ? k : distance(c, keptC) / distance(x, keptX);
        keptX = x;
        keptC = c;
        keptU = u;
      }
      x = run.step(new Guidance.Plain(5).mixed(c, u), x);
    }
    return computed;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  /** Errors stay as they are where the flow asks nothing of the sample. */
  @ParameterizedTest
  @ValueSource(doubles = {.02, .1, .2})
  void theReportedErrorIsTheTrueOneWhereNothingPullsBack(double threshold) {
    Denoising.Pass one = (x, t) -> drift(x.length, t, .3);
    Denoising.Pass two = (x, t) -> drift(x.length, t, .2);
    float[] whole = run(new Denoising(unipc(40), 5), one, two);
    Optional<StepCache> cache = cache(threshold, 40);
    float[] clip = run(new Denoising(unipc(40), new Guidance.Plain(5), cache), one, two);
    double truth = relative(clip, whole);
    assertThat(truth).isPositive();
    assertThat(cache.get().report(clip).latent()).isBetween(truth / 1.5, truth * 1.5);
    assertThat(cache.get().report(clip).worst()).isPositive();
  }

  @Test
  void whereTheFlowPullsBackTheTruthIsLess() {
    float[] whole = run(new Denoising(unipc(40), 5));
    Optional<StepCache> cache = cache(.1, 40);
    float[] clip = run(new Denoising(unipc(40), new Guidance.Plain(5), cache));
    assertThat(relative(clip, whole)).isLessThan(cache.get().report(clip).latent());
  }

  private static float[] drift(int n, double t, double depth) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) (2 * Math.sin(i * depth + 3 * t / 1000));
    }
    return v;
  }

  private static double relative(float[] a, float[] b) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      error += Math.pow(a[i] - b[i], 2);
      size += Math.pow(b[i], 2);
    }
    return Math.sqrt(error / size);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new StepCache.Settings(-.1, .2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StepCache.Settings(Double.NaN, .2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
