package zoetrope.diffusion.fill;

/**
 * Fills holes smoothly from around them: averages down until nothing is missing, and back
 * ("push-pull", Gortler et al. 1996, The Lumigraph). Takes milliseconds and invents nothing.
 */
public final class PushPull {
  private static final float GREY = .5f;

  private PushPull() {}

  /**
   * The picture with its holes filled; mid-grey where nothing is known.
   *
   * @param rgb three values a pixel, row by row; left as it is
   * @param hole what to fill
   * @return a new array; outside the holes the same values
   */
  public static float[] fill(int width, int height, float[] rgb, boolean[] hole) {
    float[] out = rgb.clone();
    float[] weight = new float[hole.length];
    for (int i = 0; i < hole.length; i++) {
      weight[i] = hole[i] ? 0 : 1;
      for (int c = 0; c < 3 && hole[i]; c++) {
        out[3 * i + c] = 0;
      }
    }
    fill(out, weight, width, height);
    return out;
  }

  /** Colours are premultiplied by their weights; both are changed in place. */
  private static void fill(float[] rgb, float[] weight, int width, int height) {
    if (width == 1 && height == 1) {
      for (int c = 0; c < 3; c++) {
        rgb[c] = weight[0] > 0 ? rgb[c] / weight[0] : GREY;
      }
      weight[0] = 1;
      return;
    }
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    float[] small = new float[w * h * 3];
    float[] known = new float[w * h];
    for (int i = 0; i < weight.length; i++) {
      int j = i / width / 2 * w + i % width / 2;
      known[j] += weight[i] / 4;
      for (int c = 0; c < 3; c++) {
        small[3 * j + c] += rgb[3 * i + c] / 4;
      }
    }
    saturate(small, known);
    fill(small, known, w, h);
    blend(rgb, weight, width, height, small, w, h);
  }

  /** One known pixel of four is enough. */
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
    for (int i = 0; i < weight.length; i++) {
      float missing = 1 - weight[i];
      if (missing <= 0) {
        continue;
      }
      float sx = Math.clamp(i % width / 2f - .25f, 0, w - 1);
      float sy = Math.clamp(i / width / 2f - .25f, 0, h - 1);
      int x0 = (int) sx;
      int y0 = (int) sy;
      int x1 = Math.min(w - 1, x0 + 1);
      int y1 = Math.min(h - 1, y0 + 1);
      for (int c = 0; c < 3; c++) {
        float top = mix(small[3 * (y0 * w + x0) + c], small[3 * (y0 * w + x1) + c], sx - x0);
        float low = mix(small[3 * (y1 * w + x0) + c], small[3 * (y1 * w + x1) + c], sx - x0);
        rgb[3 * i + c] += missing * mix(top, low, sy - y0);
      }
      weight[i] = 1;
    }
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
