package zoetrope.diffusion.sampling;

/**
 * Noise levels of a run, from 1 (noise alone) down to 0 (the clip): x = (1 - s) clip + s noise
 * (Lipman et al. 2023).
 *
 * @param sigmas falling, first 1, last 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Schedule(double[] sigmas) {
  public Schedule {
    if (sigmas.length < 2 || sigmas[0] > 1 || sigmas[sigmas.length - 1] != 0) {
      throw new IllegalArgumentException(
          "a schedule falls from at most 1 to 0 in one step or more");
    }
    for (int i = 1; i < sigmas.length; i++) {
      if (!(sigmas[i] < sigmas[i - 1])) {
        throw new IllegalArgumentException("noise levels must fall, level " + i + " does not");
      }
    }
  }

  /**
   * {@code steps} even steps bent toward noise: s' = k s / (1 + (k - 1) s) with k = {@code shift}
   * (Esser et al. 2024).
   */
  public static Schedule shifted(int steps, double shift) {
    if (steps < 1 || !(shift > 0)) {
      throw new IllegalArgumentException(
          "a run needs at least one step and a positive shift, got " + steps + " and " + shift);
    }
    double[] s = new double[steps + 1];
    for (int i = 0; i < steps; i++) {
      double even = 1 - (double) i / steps;
      s[i] = shift * even / (1 + (shift - 1) * even);
    }
    return new Schedule(s);
  }

  public int steps() {
    return sigmas.length - 1;
  }
}
