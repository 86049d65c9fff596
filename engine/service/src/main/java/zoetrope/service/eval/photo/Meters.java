package zoetrope.service.eval.photo;

import java.util.Arrays;

/** How near two pictures are, and how rich one is, within a part of them. */
final class Meters {
  /** Half of SSIM's window, in pixels; its deviation is 1.5. */
  private static final int WINDOW = 5;

  private static final double LUMINANCE = 6.5025;
  private static final double CONTRAST = 58.5225;

  /** What is told from equal at all, in dB. */
  static final double MOST_DECIBELS = 99;

  private Meters() {}

  /** The peak signal-to-noise ratio over red, green and blue, in dB; 99 at the most. */
  static double psnr(Frame a, Frame b, boolean[] where) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      if (where[i / 3]) {
        double d = a.rgb()[i] - b.rgb()[i];
        sum += d * d;
        n++;
      }
    }
    return Math.min(MOST_DECIBELS, 10 * Math.log10(255 * 255 / Math.max(1e-12, sum / n)));
  }

  /** The variance of the Laplacian of brightness: sharpness of a picture, energy of a texture. */
  static double sharpness(Frame a, boolean[] where) {
    double[] v = a.luma();
    int w = a.width();
    double sum = 0;
    double squares = 0;
    long n = 0;
    for (int i = w + 1; i < v.length - w - 1; i++) {
      if (where[i] && i % w > 0 && i % w < w - 1) {
        double l = 4 * v[i] - v[i - 1] - v[i + 1] - v[i - w] - v[i + w];
        sum += l;
        squares += l * l;
        n++;
      }
    }
    return n == 0 ? Double.NaN : squares / n - sum / n * (sum / n);
  }

  /** Structural similarity of brightness (Wang et al. 2004), mean over a part; 1 for the same. */
  static double ssim(Frame a, Frame b, boolean[] where) {
    int w = a.width();
    double[] x = a.luma();
    double[] y = b.luma();
    double[] mx = blurred(x, w);
    double[] my = blurred(y, w);
    double[] xx = blurred(product(x, x), w);
    double[] yy = blurred(product(y, y), w);
    double[] xy = blurred(product(x, y), w);
    double sum = 0;
    long n = 0;
    for (int i = 0; i < x.length; i++) {
      if (where[i]) {
        double both = xy[i] - mx[i] * my[i];
        double each = xx[i] - mx[i] * mx[i] + yy[i] - my[i] * my[i];
        sum +=
            (2 * mx[i] * my[i] + LUMINANCE)
                * (2 * both + CONTRAST)
                / ((mx[i] * mx[i] + my[i] * my[i] + LUMINANCE) * (each + CONTRAST));
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /** Intersection over union; 0 where both are empty. */
  static double overlap(boolean[] a, boolean[] b) {
    int both = 0;
    int any = 0;
    for (int i = 0; i < a.length; i++) {
      both += a[i] && b[i] ? 1 : 0;
      any += a[i] || b[i] ? 1 : 0;
    }
    return any == 0 ? 0 : (double) both / any;
  }

  private static double[] product(double[] a, double[] b) {
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> a[i] * b[i]);
    return out;
  }

  private static double[] blurred(double[] v, int w) {
    return blurred(blurred(v, w, 1, 0), w, 0, 1);
  }

  private static double[] blurred(double[] v, int w, int dx, int dy) {
    int h = v.length / w;
    double[] out = new double[v.length];
    double[] weights = new double[2 * WINDOW + 1];
    double sum = 0;
    for (int k = -WINDOW; k <= WINDOW; k++) {
      weights[k + WINDOW] = Math.exp(-k * k / 4.5);
      sum += weights[k + WINDOW];
    }
    for (int i = 0; i < out.length; i++) {
      for (int k = -WINDOW; k <= WINDOW; k++) {
        int x = Math.clamp(i % w + k * dx, 0, w - 1);
        int y = Math.clamp(i / w + k * dy, 0, h - 1);
        out[i] += weights[k + WINDOW] / sum * v[y * w + x];
      }
    }
    return out;
  }
}
