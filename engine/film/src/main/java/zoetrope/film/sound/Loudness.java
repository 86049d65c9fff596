package zoetrope.film.sound;

/**
 * Integrated loudness of stereo sound at 48 kHz after ITU-R BS.1770-4, which EBU R 128 builds on.
 */
public final class Loudness {
  public static final int RATE = 48_000;
  private static final int BLOCK = RATE * 2 / 5;
  private static final int STEP = RATE / 10;

  private Loudness() {}

  /**
   * @param stereo left and right interleaved, -1..1
   * @return LUFS; negative infinity for silence
   */
  public static double integrated(float[] stereo) {
    double[] power = new double[stereo.length / 2];
    for (int c = 0; c < 2; c++) {
      double[] k = weighted(stereo, c);
      for (int i = 0; i < k.length; i++) {
        power[i] += k[i] * k[i];
      }
    }
    int n = power.length < BLOCK ? 0 : (power.length - BLOCK) / STEP + 1;
    double[] blocks = new double[n];
    for (int b = 0; b < n; b++) {
      for (int i = b * STEP; i < b * STEP + BLOCK; i++) {
        blocks[b] += power[i] / BLOCK;
      }
    }
    double absolute = mean(blocks, Math.pow(10, (-70 + 0.691) / 10));
    return -0.691 + 10 * Math.log10(mean(blocks, absolute / 10));
  }

  private static double mean(double[] blocks, double gate) {
    double sum = 0;
    int count = 0;
    for (double b : blocks) {
      if (b > gate) {
        sum += b;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * The K-weighting: a shelf for the head, then a high pass; coefficients of the recommendation for
   * 48 kHz.
   */
  private static double[] weighted(float[] stereo, int channel) {
    double[] x = new double[stereo.length / 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = stereo[2 * i + channel];
    }
    double[] shelf =
        biquad(
            x,
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            -1.69065929318241,
            0.73248077421585);
    return biquad(shelf, 1, -2, 1, -1.99004745483398, 0.99007225036621);
  }

  private static double[] biquad(
      double[] x, double b0, double b1, double b2, double a1, double a2) {
    double[] y = new double[x.length];
    double z1 = 0;
    double z2 = 0;
    for (int i = 0; i < x.length; i++) {
      y[i] = b0 * x[i] + z1;
      z1 = b1 * x[i] - a1 * y[i] + z2;
      z2 = b2 * x[i] - a2 * y[i];
    }
    return y;
  }
}
