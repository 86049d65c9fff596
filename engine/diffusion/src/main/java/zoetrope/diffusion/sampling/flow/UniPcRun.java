package zoetrope.diffusion.sampling.flow;

/**
 * Predictor and corrector of second order; the first step and the last are of first order. The
 * corrector mends the sample that it is given with the velocity found there, before the predictor
 * goes on.
 */
final class UniPcRun extends FlowRun {
  private static final int ORDER = 2;

  private float[] last = new float[0]; // the corrected sample of the step before
  private float[] clean = new float[0]; // the guess of the step before
  private float[] older = new float[0]; // and of the one before that
  private int order; // that the step before was predicted with

  UniPcRun(double[] sigmas) {
    super(sigmas, true);
  }

  @Override
  FlowRun over(double[] fewer) {
    return new UniPcRun(fewer);
  }

  @Override
  float[] next(float[] velocity, float[] sample) {
    float[] guess = clean(velocity, sample);
    float[] x = at() == 0 ? sample : corrected(guess);
    older = clean;
    clean = guess;
    order = Math.min(Math.min(ORDER, steps() - at()), at() + 1);
    last = x;
    return predicted(x);
  }

  private float[] predicted(float[] x) {
    int i = at();
    Stride s = new Stride(i + 1, i);
    double slope = order == 1 ? 0 : .5 / s.reach(i - 1);
    float[] out = new float[x.length];
    for (int k = 0; k < out.length; k++) {
      double d = order == 1 ? 0 : slope * ((double) older[k] - clean[k]);
      out[k] = (float) (s.keep * x[k] - s.signal * s.phi * (clean[k] + d));
    }
    return out;
  }

  /** The sample at this step, once more from the step before, with the guess found here. */
  private float[] corrected(float[] guess) {
    int i = at();
    Stride s = new Stride(i, i - 1);
    double past = 0;
    double here = .5;
    double reach = 1;
    if (order == 2) {
      reach = s.reach(i - 2);
      // Solves [1 1; r 1] (past, here) = (b1, b2).
      double one = s.phi / s.hh - 1;
      double two = one / s.hh - .5;
      double b1 = one / s.phi;
      double b2 = 2 * two / s.phi;
      past = (b1 - b2) / (1 - reach);
      here = b1 - past;
    }
    float[] out = new float[guess.length];
    for (int k = 0; k < out.length; k++) {
      double d = here * ((double) guess[k] - clean[k]);
      if (order == 2) {
        d += past * ((double) older[k] - clean[k]) / reach;
      }
      out[k] = (float) (s.keep * last[k] - s.signal * s.phi * (clean[k] + d));
    }
    return out;
  }

  /** The way from one level to the next. */
  private final class Stride {
    private final int from;
    private final double h;
    final double hh;
    final double phi;
    final double keep;
    final double signal;

    Stride(int to, int from) {
      this.from = from;
      h = lambda(to) - lambda(from);
      hh = -h;
      phi = Math.expm1(hh);
      keep = (double) sigma(to) / sigma(from);
      signal = 1 - (double) sigma(to);
    }

    /** How far an older level lies, in strides; negative, since it lies behind. */
    double reach(int level) {
      return (lambda(level) - lambda(from)) / h;
    }
  }
}
