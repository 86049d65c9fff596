package zoetrope.diffusion.sampling.flow;

/** First order, straight along the velocity. */
final class EulerRun extends FlowRun {
  private EulerRun(double[] sigmas) {
    super(sigmas, false);
  }

  static EulerRun of(double[] sigmas) {
    return new EulerRun(sigmas);
  }

  @Override
  FlowRun over(double[] fewer) {
    return new EulerRun(fewer);
  }

  @Override
  float[] next(float[] velocity, float[] sample) {
    float d = sigma(at() + 1) - sigma(at());
    float[] out = new float[sample.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = sample[i] + d * velocity[i];
    }
    return out;
  }
}
