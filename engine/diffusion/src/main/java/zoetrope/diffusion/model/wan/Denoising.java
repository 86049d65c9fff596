package zoetrope.diffusion.model.wan;

import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.sampling.flow.FlowRun;

/**
 * Follows a sampler's run with classifier-free guidance (Ho and Salimans 2022), each pass by itself
 * as the original code does.
 *
 * @param run a fresh run
 * @param guidance 1 for the prompt's pass alone, which is then the only one
 */
public record Denoising(FlowRun run, double guidance) {

  /** The model's velocity at a time step, [channels, frames, rows, columns]. */
  @FunctionalInterface
  public interface Pass {
    float[] velocity(float[] sample, double timestep);
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
   * @throws zoetrope.diffusion.runtime.CancelledException between two steps when cancelled
   */
  public float[] from(
      float[] noise, Pass prompted, Pass plain, Listener listener, CancelToken cancel) {
    float[] x = noise.clone();
    while (!run.done()) {
      cancel.check();
      float[] with = prompted.velocity(x, run.timestep());
      float[] without = guidance == 1 ? with : plain.velocity(x, run.timestep());
      float[] v = mixed(with, without);
      float[] clean = run.clean(v, x);
      float[] before = x;
      x = run.step(v, x);
      listener.step(run.at(), before, with, without, clean);
    }
    return x;
  }

  private float[] mixed(float[] with, float[] without) {
    float g = (float) guidance;
    float[] out = new float[with.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = without[i] + g * (with[i] - without[i]);
    }
    return out;
  }
}
