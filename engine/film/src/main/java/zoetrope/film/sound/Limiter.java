package zoetrope.film.sound;

/**
 * Holds peaks below a ceiling without clipping: the gain falls a few milliseconds ahead of a peak
 * and recovers as smoothly. Each millisecond gets the least gain its neighbours need, then the mean
 * of those, so that no sample passes the ceiling.
 */
final class Limiter {
  private static final int BLOCK = Loudness.RATE / 1000;
  private static final int REACH = 12;

  private Limiter() {}

  /** Limits interleaved stereo in place, both sides alike. */
  static void limit(float[] stereo, double ceiling) {
    int n = stereo.length / 2 / BLOCK + 2;
    double[] needed = new double[n];
    java.util.Arrays.fill(needed, 1);
    for (int i = 0; i < stereo.length; i++) {
      int b = i / 2 / BLOCK;
      needed[b] = Math.min(needed[b], ceiling / Math.max(ceiling, Math.abs(stereo[i])));
    }
    double[] gain = smoothed(least(needed));
    for (int i = 0; i < stereo.length; i++) {
      int b = i / 2 / BLOCK;
      double t = (double) (i / 2 % BLOCK) / BLOCK;
      stereo[i] = (float) (stereo[i] * (gain[b] * (1 - t) + gain[b + 1] * t));
    }
  }

  private static double[] least(double[] needed) {
    double[] out = new double[needed.length];
    for (int b = 0; b < out.length; b++) {
      out[b] = 1;
      for (int k = Math.max(0, b - REACH - 1); k <= Math.min(out.length - 1, b + REACH + 1); k++) {
        out[b] = Math.min(out[b], needed[k]);
      }
    }
    return out;
  }

  private static double[] smoothed(double[] least) {
    double[] out = new double[least.length];
    for (int b = 0; b < out.length; b++) {
      int from = Math.max(0, b - REACH);
      int to = Math.min(out.length - 1, b + REACH);
      for (int k = from; k <= to; k++) {
        out[b] += least[k] / (to - from + 1);
      }
    }
    return out;
  }
}
