package zoetrope.diffusion.sampling;

/**
 * A denoiser of one run of a first-order-a-step solver ({@link Solver.Euler}, {@link
 * Solver.DpmPlusPlus2M}) that leaves out steps which would change hardly anything ({@link
 * StepCache}). What is cached is the velocity {@code (x - clean) / sigma}.
 */
public final class CachedDenoiser implements Denoiser {
  private final Denoiser model;
  private final StepCache cache;
  private final Schedule schedule;
  private int at;

  /**
   * @param schedule of the run, whose levels are asked for once each
   */
  public CachedDenoiser(Denoiser model, StepCache cache, Schedule schedule) {
    this.model = model;
    this.cache = cache;
    this.schedule = schedule;
  }

  @Override
  public float[] clean(float[] given, double sigma) {
    float[] x = given.clone(); // the solver goes on in it
    double stride = schedule.sigmas()[at + 1] - sigma;
    if (cache.reuses(at++, x, stride)) {
      return cleaned(cache.reused(0, x), x, sigma);
    }
    float[] clean = model.clean(x, sigma);
    float[] v = new float[x.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) ((x[i] - clean[i]) / sigma);
    }
    if (cache.stale()) {
      cache.measured(v, cache.reused(0, x));
    }
    cache.keep(0, x, v);
    return clean;
  }

  private static float[] cleaned(float[] v, float[] x, double sigma) {
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (x[i] - sigma * v[i]);
    }
    return out;
  }
}
