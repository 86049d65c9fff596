package zoetrope.diffusion.model.wan;

/** How the prompt's velocity and the negative prompt's become one (Ho and Salimans 2022). */
public sealed interface Guidance {
  /** 1 for the prompt's pass alone. */
  double scale();

  /** Steps at the beginning at which nothing moves. */
  int idle();

  /** Both passes together. */
  float[] mixed(float[] prompted, float[] plain);

  /** Whether the negative prompt's pass is of no use. */
  default boolean single() {
    return scale() == 1;
  }

  /** u + g (c - u). */
  record Plain(double scale) implements Guidance {
    @Override
    public int idle() {
      return 0;
    }

    @Override
    public float[] mixed(float[] prompted, float[] plain) {
      return around(prompted, plain, 1, (float) scale);
    }
  }

  /**
   * CFG-Zero* (Fan et al. 2025, arXiv 2503.18886): u is scaled to lie as near to c as it can, s u +
   * g (c - s u) with s = c u / |u|^2; and the first velocities, which are worse than none, are
   * none.
   *
   * @param still steps at the beginning that are left out; the authors advise 4 % of the run
   */
  record Zero(double scale, int still) implements Guidance {
    private static final double SHARE = .04;
    private static final double TINY = 1e-8;

    /** As the authors advise for a run of so many steps. */
    public static Zero of(double scale, int steps) {
      return new Zero(scale, (int) Math.round(SHARE * steps));
    }

    /** A model whose guidance is distilled into it is left alone. */
    @Override
    public int idle() {
      return single() ? 0 : still;
    }

    @Override
    public float[] mixed(float[] prompted, float[] plain) {
      double product = 0;
      double square = TINY;
      for (int i = 0; i < plain.length; i++) {
        product += (double) prompted[i] * plain[i];
        square += (double) plain[i] * plain[i];
      }
      return around(prompted, plain, (float) (product / square), (float) scale);
    }
  }

  private static float[] around(float[] prompted, float[] plain, float by, float scale) {
    float[] out = new float[prompted.length];
    for (int i = 0; i < out.length; i++) {
      float u = by * plain[i];
      out[i] = u + scale * (prompted[i] - u);
    }
    return out;
  }
}
