package zoetrope.diffusion.sampling.flow;

/**
 * Second order from the step before. The first step and the last are of first order; the first
 * level is noise alone, whose infinite logarithm makes the second step's slope 0, as it should.
 */
final class DpmRun extends FlowRun {
  private float[] before = new float[0];

  DpmRun(double[] sigmas) {
    super(sigmas, true);
  }

  @Override
  FlowRun over(double[] fewer) {
    return new DpmRun(fewer);
  }

  @Override
  float[] next(float[] velocity, float[] sample) {
    int i = at();
    float[] clean = clean(velocity, sample);
    double h = lambda(i + 1) - lambda(i);
    double keep = (double) sigma(i + 1) / sigma(i);
    double gain = -(1 - (double) sigma(i + 1)) * Math.expm1(-h);
    boolean first = i == 0 || i == steps() - 1;
    double slope = first ? 0 : .5 * gain * h / (lambda(i) - lambda(i - 1));
    float[] out = new float[sample.length];
    for (int k = 0; k < out.length; k++) {
      double d = first ? 0 : (double) clean[k] - before[k];
      out[k] = (float) (keep * sample[k] + gain * clean[k] + slope * d);
    }
    before = clean;
    return out;
  }
}
