package zoetrope.media;

import java.util.stream.IntStream;

/**
 * Lets a cover follow the edges of a picture: within every small square the cover is the best
 * linear function of red, green and blue, so that hair and thin wings that a hard outline has cut
 * come back as soft alpha (He, Sun and Tang 2010, Guided Image Filtering, section 3.4).
 */
final class GuidedFilter {
  private static final int CHANNELS = 13;

  private final int width;
  private final int height;
  private final int radius;

  /**
   * @param radius half a square's side, in pixels
   */
  GuidedFilter(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    this.radius = radius;
  }

  /**
   * The cover by the picture's edges.
   *
   * @param rgb three values of 0 to 1 a pixel
   * @param cover 0 to 1
   * @param smooth variance of a colour below which it is no edge
   * @return 0 to 1
   */
  float[] filtered(float[] rgb, float[] cover, float smooth) {
    float[][] sums = new float[CHANNELS][];
    float[][] in = {channel(rgb, 0), channel(rgb, 1), channel(rgb, 2), cover};
    for (int c = 0; c < 4; c++) {
      sums[c] = mean(in[c]);
      if (c < 3) {
        sums[4 + c] = mean(product(in[c], cover));
      }
    }
    for (int k = 0, a = 0; a < 3; a++) {
      for (int b = a; b < 3; b++) {
        sums[7 + k++] = mean(product(in[a], in[b]));
      }
    }
    float[][] line = new float[4][width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int i = y * width; i < (y + 1) * width; i++) {
                fit(sums, i, smooth, line);
              }
            });
    float[][] smoothLine = {mean(line[0]), mean(line[1]), mean(line[2]), mean(line[3])};
    float[] out = new float[cover.length];
    for (int i = 0; i < out.length; i++) {
      float v = smoothLine[3][i];
      for (int c = 0; c < 3; c++) {
        v += smoothLine[c][i] * in[c][i];
      }
      out[i] = Math.clamp(v, 0, 1);
    }
    return out;
  }

  /** The weights of red, green and blue, and what is added to them, within a square. */
  private static void fit(float[][] sums, int i, float smooth, float[][] line) {
    double r = sums[0][i];
    double g = sums[1][i];
    double b = sums[2][i];
    double p = sums[3][i];
    double rr = sums[7][i] - r * r + smooth;
    double rg = sums[8][i] - r * g;
    double rb = sums[9][i] - r * b;
    double gg = sums[10][i] - g * g + smooth;
    double gb = sums[11][i] - g * b;
    double bb = sums[12][i] - b * b + smooth;
    double rp = sums[4][i] - r * p;
    double gp = sums[5][i] - g * p;
    double bp = sums[6][i] - b * p;
    double c0 = gg * bb - gb * gb;
    double c1 = rb * gb - rg * bb;
    double c2 = rg * gb - rb * gg;
    double det = rr * c0 + rg * c1 + rb * c2;
    double wr = (c0 * rp + c1 * gp + c2 * bp) / det;
    double wg = (c1 * rp + (rr * bb - rb * rb) * gp + (rg * rb - rr * gb) * bp) / det;
    double wb = (c2 * rp + (rg * rb - rr * gb) * gp + (rr * gg - rg * rg) * bp) / det;
    line[0][i] = (float) wr;
    line[1][i] = (float) wg;
    line[2][i] = (float) wb;
    line[3][i] = (float) (p - wr * r - wg * g - wb * b);
  }

  private float[] channel(float[] rgb, int c) {
    float[] out = new float[width * height];
    for (int i = 0; i < out.length; i++) {
      out[i] = rgb[3 * i + c];
    }
    return out;
  }

  private static float[] product(float[] a, float[] b) {
    float[] out = new float[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
    return out;
  }

  /** Means over squares, which are smaller at the border. */
  private float[] mean(float[] v) {
    double[] sums = new double[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += v[y * width + x];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    float[] out = new float[v.length];
    for (int y = 0; y < height; y++) {
      int top = Math.max(0, y - radius) * (width + 1);
      int low = Math.min(height, y + radius + 1) * (width + 1);
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - radius);
        int right = Math.min(width, x + radius + 1);
        double sum = sums[low + right] - sums[low + left] - sums[top + right] + sums[top + left];
        out[y * width + x] = (float) (sum * (width + 1) / ((low - top) * (double) (right - left)));
      }
    }
    return out;
  }
}
