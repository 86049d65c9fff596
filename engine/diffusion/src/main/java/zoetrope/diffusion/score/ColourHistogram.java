package zoetrope.diffusion.score;

/**
 * Share of every colour in a picture, compared by intersection (Swain & Ballard, "Color Indexing",
 * 1991): the sum over the bins of the smaller share, 1 for the same colours in the same amounts, 0
 * for none in common. Bins are a grid over opponent axes (brightness 4, red-green 8, yellow-blue
 * 8), and a pixel is shared out linearly among its eight neighbour bins, so that a slight change of
 * light does not empty one bin into the next.
 */
final class ColourHistogram {
  private static final int LIGHT = 4;
  private static final int HUE = 8;

  private final double[] share = new double[LIGHT * HUE * HUE];

  private ColourHistogram() {}

  /**
   * @param image RGB planes
   * @param mask weight of every pixel, {@code height * width}
   */
  static ColourHistogram of(Raster image, float[] mask) {
    ColourHistogram h = new ColourHistogram();
    int n = image.width() * image.height();
    double total = 0;
    for (int i = 0; i < n; i++) {
      if (mask[i] > 0) {
        h.add(image.data()[i], image.data()[n + i], image.data()[2 * n + i], mask[i]);
        total += mask[i];
      }
    }
    for (int i = 0; i < h.share.length; i++) {
      h.share[i] /= Math.max(total, 1e-9);
    }
    return h;
  }

  double intersection(ColourHistogram other) {
    double sum = 0;
    for (int i = 0; i < share.length; i++) {
      sum += Math.min(share[i], other.share[i]);
    }
    return sum;
  }

  /** Opponent axes are divided by the brightness, which takes the scene's exposure out of them. */
  private void add(double r, double g, double b, double weight) {
    double light = (r + g + b) / 3;
    double scale = light + .08;
    double l = light * (LIGHT - 1);
    double u = Math.clamp(.5 + (r - g) / scale / 3, 0, 1) * (HUE - 1);
    double v = Math.clamp(.5 + ((r + g) / 2 - b) / scale / 3, 0, 1) * (HUE - 1);
    int l0 = Math.min((int) l, LIGHT - 2);
    int u0 = Math.min((int) u, HUE - 2);
    int v0 = Math.min((int) v, HUE - 2);
    for (int corner = 0; corner < 8; corner++) {
      int dl = corner & 1;
      int du = corner >> 1 & 1;
      int dv = corner >> 2;
      double part = side(l - l0, dl) * side(u - u0, du) * side(v - v0, dv);
      share[((l0 + dl) * HUE + u0 + du) * HUE + v0 + dv] += weight * part;
    }
  }

  private static double side(double fraction, int upper) {
    return upper == 1 ? fraction : 1 - fraction;
  }
}
