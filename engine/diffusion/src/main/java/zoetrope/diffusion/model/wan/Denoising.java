package zoetrope.diffusion.model.wan;

import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.sampling.flow.FlowRun;

/**
 * Follows a sampler's run, each pass of the guidance by itself as the original code does.
 *
 * @param run a fresh run
 * @param guidance how the prompt's pass and the negative prompt's become one
 * @param cache a fresh one, where steps may be left out
 */
public record Denoising(FlowRun run, Guidance guidance, Optional<StepCache> cache) {
  private static final int PROMPTED = 0;
  private static final int PLAIN = 1;

  /**
   * Plain guidance, every step computed.
   *
   * @param guidance 1 for the prompt's pass alone, which is then the only one
   */
  public Denoising(FlowRun run, double guidance) {
    this(run, new Guidance.Plain(guidance), Optional.empty());
  }

  /** The model's velocity at a time step, [channels, frames, rows, columns]. */
  @FunctionalInterface
  public interface Pass {
    float[] velocity(float[] sample, double timestep);
  }

  /** Changes the sample after a step, as what is known of the clip demands. */
  @FunctionalInterface
  public interface SampleConstraint {
    /** Leaves everything as it is. */
    SampleConstraint NONE = (next, sample) -> {};

    /**
     * @param next number of the step that comes next, as many as there are after the last
     * @param sample what the step gave, to be written to
     */
    void apply(int next, float[] sample);
  }

  /** Told after every step. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param done steps done
     * @param before the sample before the step
     * @param prompted the prompt's velocity
     * @param plain the negative prompt's; the prompt's where guidance is 1
     * @param clean the guess of the clip
     */
    void step(int done, float[] before, float[] prompted, float[] plain, float[] clean);
  }

  /**
   * @param noise of unit variance, shaped as the latent
   * @return the latent
   * @throws zoetrope.core.task.CancelledException between two steps when cancelled
   */
  public float[] from(
      float[] noise, Pass prompted, Pass plain, Listener listener, CancelToken cancel) {
    return from(noise, prompted, plain, SampleConstraint.NONE, listener, cancel);
  }

  /** As the other, constraining the sample after every step. */
  public float[] from(
      float[] noise,
      Pass prompted,
      Pass plain,
      SampleConstraint constraint,
      Listener listener,
      CancelToken cancel) {
    return until(run.steps(), noise, prompted, plain, constraint, listener, cancel);
  }

  /**
   * As the others, for a part of the run only: a model of two transformers goes over from one to
   * the other in the middle of it. What was left out or kept before is nothing to the second, so
   * that the cache must be a fresh one, made for the steps of the part.
   *
   * @param end step that is not taken any more
   * @param sample as the step before left it
   */
  public float[] until(
      int end,
      float[] sample,
      Pass prompted,
      Pass plain,
      SampleConstraint constraint,
      Listener listener,
      CancelToken cancel) {
    float[] x = sample.clone();
    int begin = run.at();
    while (run.at() < end) {
      cancel.check();
      Both v = velocities(x, begin, prompted, plain);
      float[] guided = guided(v);
      float[] clean = run.clean(guided, x);
      float[] before = x;
      x = run.step(guided, x);
      constraint.apply(run.at(), x);
      listener.step(run.at(), before, v.prompted(), v.plain(), clean);
    }
    return x;
  }

  private record Both(float[] prompted, float[] plain) {}

  private float[] guided(Both v) {
    return guidance.single() ? v.prompted() : guidance.mixed(v.prompted(), v.plain());
  }

  private Both velocities(float[] x, int begin, Pass prompted, Pass plain) {
    if (run.at() < guidance.idle()) {
      float[] still = new float[x.length];
      return new Both(still, still);
    }
    float[] sigmas = run.sigmas();
    double stride = sigmas[run.at() + 1] - sigmas[run.at()];
    if (cache.isPresent() && cache.get().reuses(run.at() - begin, x, stride)) {
      return reused(cache.get(), x);
    }
    float[] with = prompted.velocity(x, run.timestep());
    float[] without = guidance.single() ? with : plain.velocity(x, run.timestep());
    Both out = new Both(with, without);
    cache.ifPresent(c -> keep(c, x, out));
    return out;
  }

  private Both reused(StepCache c, float[] x) {
    float[] with = c.reused(PROMPTED, x);
    return new Both(with, guidance.single() ? with : c.reused(PLAIN, x));
  }

  private void keep(StepCache c, float[] x, Both v) {
    if (c.stale()) {
      c.measured(guided(v), guided(reused(c, x)));
    }
    c.keep(PROMPTED, x, v.prompted());
    if (!guidance.single()) {
      c.keep(PLAIN, x, v.plain());
    }
  }
}
