package zoetrope.media;

/** Formulas of the standards, written down once more, so that tests do not trust the reader's. */
final class Light {
  /** Linear BT.709 to linear BT.2020 (ITU-R BT.2087). */
  private static final double[][] TO_2020 = {
    {0.6274, 0.3293, 0.0433}, {0.0691, 0.9195, 0.0114}, {0.0164, 0.0880, 0.8956}
  };

  /** Linear sRGB to linear Display P3. */
  private static final double[][] TO_P3 = {
    {0.8225, 0.1774, 0.0001}, {0.0332, 0.9669, -0.0001}, {0.0171, 0.0724, 0.9108}
  };

  private Light() {}

  static double fromSrgb(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  static double toSrgb(double l) {
    return l <= 0.0031308 ? 12.92 * l : 1.055 * Math.pow(l, 1 / 2.4) - 0.055;
  }

  static double pq(double nits) {
    double y = Math.pow(nits / 10_000, 0.1593017578125);
    return Math.pow((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y), 78.84375);
  }

  static double fromPq(double v) {
    double p = Math.pow(v, 1 / 78.84375);
    return 10_000
        * Math.pow(Math.max(0, p - 0.8359375) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
  }

  /** Of light of the scene, 0 to 1. */
  static double hlg(double e) {
    return e <= 1.0 / 12
        ? Math.sqrt(3 * e)
        : 0.17883277 * Math.log(12 * e - 0.28466892) + 0.55991073;
  }

  /** Stored values of HDR in BT.2020 that show an sRGB colour on white of 203 cd/m2. */
  static double[] hdr(String curve, int[] srgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        linear[i] += TO_2020[i][j] * fromSrgb(srgb[j] / 255.0);
      }
    }
    double[] out = new double[3];
    double luma = 203 * (0.2627 * linear[0] + 0.6780 * linear[1] + 0.0593 * linear[2]) / 1000;
    for (int i = 0; i < 3; i++) {
      double nits = 203 * linear[i];
      // Shown light is 1000 Y^0.2 E, so that E is this light over 1000 times shown Y^(0.2/1.2).
      out[i] = curve.equals("pq") ? pq(nits) : hlg(nits / 1000 / Math.pow(luma, 0.2 / 1.2));
    }
    return out;
  }

  static double grey(String curve, double nits) {
    return curve.equals("pq") ? pq(nits) : hlg(Math.pow(nits / 1000, 1 / 1.2));
  }

  /** What light of content up to 1000 cd/m2 becomes by BT.2390's EETF to 203 cd/m2, in sRGB. */
  static int shown(double nits) {
    double e = pq(nits) / pq(1000);
    double top = pq(203) / pq(1000);
    double knee = 1.5 * top - 0.5;
    if (e > knee) {
      double t = (e - knee) / (1 - knee);
      e =
          (2 * t * t * t - 3 * t * t + 1) * knee
              + (t * t * t - 2 * t * t + t) * (1 - knee)
              + (-2 * t * t * t + 3 * t * t) * top;
    }
    return (int) Math.round(255 * toSrgb(Math.min(1, fromPq(e * pq(1000)) / 203)));
  }

  /** A colour that is shown by a gamma, stored in wide primaries by the same gamma. */
  static double[] wide(String primaries, int[] shown, double gamma) {
    double[][] m = primaries.equals("p3") ? TO_P3 : TO_2020;
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      double l = 0;
      for (int j = 0; j < 3; j++) {
        l += m[i][j] * Math.pow(shown[j] / 255.0, gamma);
      }
      out[i] = Math.pow(Math.max(0, l), 1 / gamma);
    }
    return out;
  }
}
