package zoetrope.diffusion.sampling.flow;

import zoetrope.diffusion.sampling.Philox;

/**
 * Jumps to the guess of the clip and adds fresh noise of the next level, as distilled models were
 * trained to be run: multistep consistency sampling (Song et al. 2023, algorithm 1), the same as
 * ComfyUI's "lcm".
 */
final class RenoiseRun extends FlowRun {
  private final long seed;
  private final long stream;

  RenoiseRun(double[] sigmas, long seed, long stream) {
    super(sigmas, false);
    this.seed = seed;
    this.stream = stream;
  }

  @Override
  FlowRun over(double[] fewer) {
    return new RenoiseRun(fewer, seed, stream);
  }

  @Override
  float[] next(float[] velocity, float[] sample) {
    float[] out = clean(velocity, sample);
    float level = sigma(at() + 1);
    if (level > 0) {
      float[] noise = Philox.normals(seed, stream + at(), out.length);
      for (int i = 0; i < out.length; i++) {
        out[i] = (1 - level) * out[i] + level * noise[i];
      }
    }
    return out;
  }
}
