package zoetrope.app.warp;

/** Fills holes of a picture from around them: averages down until nothing is missing, and back. */
final class Filling {
  private Filling() {}

  /**
   * Fills where {@code weight} is 0.
   *
   * @param rgb premultiplied by the weight, three values a pixel; changed in place
   * @param weight 0 to 1
   */
  static void fill(float[] rgb, float[] weight, int width, int height) {
    if (width > 1 || height > 1) {
      int w = (width + 1) / 2;
      int h = (height + 1) / 2;
      float[] small = new float[w * h * 3];
      float[] known = new float[w * h];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int i = y * width + x;
          int j = y / 2 * w + x / 2;
          known[j] += weight[i] / 4;
          for (int c = 0; c < 3; c++) {
            small[3 * j + c] += rgb[3 * i + c] / 4;
          }
        }
      }
      saturate(small, known);
      fill(small, known, w, h);
      blend(rgb, weight, width, height, small, w, h);
    }
  }

  private static void saturate(float[] rgb, float[] weight) {
    for (int i = 0; i < weight.length; i++) {
      if (weight[i] > 0) {
        float k = Math.min(1, weight[i] * 4) / weight[i];
        weight[i] *= k;
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] *= k;
        }
      }
    }
  }

  private static void blend(
      float[] rgb, float[] weight, int width, int height, float[] small, int w, int h) {
    for (int y = 0; y < height; y++) {
      float sy = Math.clamp(y / 2f - .25f, 0, h - 1);
      int y0 = (int) sy;
      int y1 = Math.min(h - 1, y0 + 1);
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        float missing = 1 - weight[i];
        if (missing <= 0) {
          continue;
        }
        float sx = Math.clamp(x / 2f - .25f, 0, w - 1);
        int x0 = (int) sx;
        int x1 = Math.min(w - 1, x0 + 1);
        for (int c = 0; c < 3; c++) {
          float top = mix(small[3 * (y0 * w + x0) + c], small[3 * (y0 * w + x1) + c], sx - x0);
          float low = mix(small[3 * (y1 * w + x0) + c], small[3 * (y1 * w + x1) + c], sx - x0);
          rgb[3 * i + c] += missing * mix(top, low, sy - y0);
        }
        weight[i] = 1;
      }
    }
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
