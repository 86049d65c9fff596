package zoetrope.diffusion.sampling.flow;

import java.util.Arrays;

/**
 * One run of a sampler: call {@link #step} with the model's velocity at {@link #timestep} until
 * {@link #done}. Not thread-safe.
 */
public abstract sealed class FlowRun permits EulerRun, UniPcRun, DpmRun, RenoiseRun {
  private final double[] exact;
  private final float[] sigmas;
  private final float[] timesteps;
  private int at;

  /**
   * @param exact sigmas without the 0 at the end
   * @param whole whether time steps are cut to whole numbers
   */
  FlowRun(double[] exact, boolean whole) {
    this.exact = exact.clone();
    sigmas = new float[exact.length + 1];
    timesteps = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      sigmas[i] = (float) exact[i];
      double t = exact[i] * FlowSampler.TRAINED;
      timesteps[i] = whole ? (long) t : sigmas[i] * (float) FlowSampler.TRAINED;
    }
  }

  /**
   * A fresh run over the sigmas from a step on, for samples that begin less noisy; it knows nothing
   * of steps before.
   */
  public final FlowRun from(int step) {
    if (step < 0 || step >= steps()) {
      throw new IllegalArgumentException("no step " + step + " in a run of " + steps());
    }
    return over(Arrays.copyOfRange(exact, step, exact.length));
  }

  abstract FlowRun over(double[] fewer);

  /** Steps of the whole run. */
  public final int steps() {
    return timesteps.length;
  }

  /** Number of the step that comes next, from 0. */
  public final int at() {
    return at;
  }

  public final boolean done() {
    return at == steps();
  }

  /** Sigmas, one more than steps; the last is 0. */
  public final float[] sigmas() {
    return sigmas.clone();
  }

  /** What the model is told at each step. */
  public final float[] timesteps() {
    return timesteps.clone();
  }

  /** What the model is told at the next step. */
  public final float timestep() {
    return timesteps[at];
  }

  final float sigma(int i) {
    return sigmas[i];
  }

  /** Logarithm of signal over noise at a level; infinite at both ends. */
  final double lambda(int i) {
    return Math.log(1 - (double) sigmas[i]) - Math.log(sigmas[i]);
  }

  /** The guess of the clip that a velocity at the next step means. */
  public final float[] clean(float[] velocity, float[] sample) {
    float[] out = new float[sample.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = sample[i] - sigmas[at] * velocity[i];
    }
    return out;
  }

  /** The sample after the next step. */
  public final float[] step(float[] velocity, float[] sample) {
    if (done()) {
      throw new IllegalStateException("all " + steps() + " steps are done");
    }
    float[] out = next(velocity, sample);
    at++;
    return out;
  }

  abstract float[] next(float[] velocity, float[] sample);
}
