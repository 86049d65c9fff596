package zoetrope.diffusion.score;

import java.util.Arrays;

/**
 * A cut-out rendered at one size, ready to be compared with image patches.
 *
 * <p>Similarity is the zero-mean normalised cross-correlation (Lewis, "Fast Normalized
 * Cross-Correlation", 1995) of the RGB values under the cut-out's alpha, taken twice and averaged:
 * with one mean over the three channels, which rewards the right colours, and with a mean for each
 * channel, which rewards the right inner structure under any tint of the scene. Brightness and
 * contrast matter to neither. 1 is the same picture, 0 is unrelated.
 */
final class Template {
  /** Contrast below three grey levels counts as none: a flat patch correlates with nothing. */
  private static final double CONTRAST_FLOOR = 9 / (255. * 255);

  final int width;
  final int height;
  final float[] alpha;
  final float[] weighted; // alpha * colour, three planes
  private final double weight; // sum of alpha, one channel
  private final double[] mean = new double[3];
  private final double structure; // alpha-weighted squared deviations from the channel means
  private final double colour; // the same from the one mean
  private final double grey;
  private final int[] outline; // x, y of the pixels where alpha passes one half

  private Template(Raster premultiplied) {
    width = premultiplied.width();
    height = premultiplied.height();
    int n = width * height;
    weighted = Arrays.copyOf(premultiplied.data(), 3 * n);
    alpha = Arrays.copyOfRange(premultiplied.data(), 3 * n, 4 * n);
    double w = 0;
    for (float a : alpha) {
      w += a;
    }
    weight = Math.max(w, 1e-6);
    double within = 0;
    for (int c = 0; c < 3; c++) {
      double s = 0;
      double q = 0;
      for (int i = 0; i < n; i++) {
        double v = weighted[c * n + i];
        s += v;
        q += alpha[i] > 1 / 255f ? v * v / alpha[i] : 0;
      }
      mean[c] = s / weight;
      within += Math.max(q - s * mean[c], 0);
    }
    structure = within;
    grey = (mean[0] + mean[1] + mean[2]) / 3;
    colour =
        within
            + weight * (square(mean[0] - grey) + square(mean[1] - grey) + square(mean[2] - grey));
    outline = outlineOf(alpha, width, height);
  }

  /**
   * @param premultiplied trimmed cut-out
   * @param longest pixels of its longer side after scaling, at least 1
   */
  static Template of(Raster premultiplied, double longest) {
    double k = longest / Math.max(premultiplied.width(), premultiplied.height());
    int w = Math.max(1, (int) Math.round(premultiplied.width() * k));
    int h = Math.max(1, (int) Math.round(premultiplied.height() * k));
    return new Template(premultiplied.resized(w, h));
  }

  /**
   * Similarity to the patch whose alpha-weighted sums are given.
   *
   * @param cross sum of alpha * template * image over pixels and channels
   * @param r sum of alpha * red, likewise {@code g} and {@code b}
   * @param squares sum of alpha * image * image over pixels and channels
   */
  double similarity(double cross, double r, double g, double b, double squares) {
    double sum = r + g + b;
    double floor = 3 * weight * CONTRAST_FLOOR;
    double total = Math.max(squares - sum * sum / (3 * weight), 0);
    double byColour = (cross - grey * sum) / Math.sqrt((colour + floor) * (total + floor));
    double within = Math.max(squares - (r * r + g * g + b * b) / weight, 0);
    double byStructure =
        (cross - mean[0] * r - mean[1] * g - mean[2] * b)
            / Math.sqrt((structure + floor) * (within + floor));
    return (byColour + byStructure) / 2;
  }

  /**
   * Similarity to the patch of {@code image} whose left top corner is (left, top); outside the
   * image edges extend.
   */
  double at(Raster image, int left, int top) {
    int n = width * height;
    int plane = image.width() * image.height();
    double cross = 0;
    double squares = 0;
    double[] sum = new double[3];
    for (int y = 0; y < height; y++) {
      int row = Math.clamp(top + y, 0, image.height() - 1) * image.width();
      for (int x = 0; x < width; x++) {
        int j = y * width + x;
        float a = alpha[j];
        if (a == 0) {
          continue;
        }
        int i = row + Math.clamp(left + x, 0, image.width() - 1);
        for (int c = 0; c < 3; c++) {
          float v = image.data()[c * plane + i];
          cross += weighted[c * n + j] * v;
          sum[c] += a * v;
          squares += a * v * v;
        }
      }
    }
    return similarity(cross, sum[0], sum[1], sum[2], squares);
  }

  /**
   * How much of the outline lies on edges of the image, 0..1: the mean of an edge map over the
   * outline's pixels inside the image. Tells a figure from a patch of its own colours.
   */
  double outlineOn(Raster edges, int left, int top) {
    double sum = 0;
    int seen = 0;
    for (int k = 0; k < outline.length; k += 2) {
      int x = left + outline[k];
      int y = top + outline[k + 1];
      if (x >= 0 && y >= 0 && x < edges.width() && y < edges.height()) {
        sum += edges.at(0, x, y);
        seen++;
      }
    }
    return seen == 0 ? 0 : sum / seen;
  }

  private static int[] outlineOf(float[] alpha, int width, int height) {
    int[] found = new int[2 * width * height];
    int n = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = alpha[y * width + x] >= .5f;
        boolean border = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        if (inside
            && (border
                || alpha[y * width + x - 1] < .5f
                || alpha[y * width + x + 1] < .5f
                || alpha[(y - 1) * width + x] < .5f
                || alpha[(y + 1) * width + x] < .5f)) {
          found[n++] = x;
          found[n++] = y;
        }
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static double square(double v) {
    return v * v;
  }
}
