package zoetrope.diffusion.score;

import java.util.Arrays;

/**
 * An image padded by its edge pixels, in which a template is compared with every position at once.
 * Sums run along whole rows of positions for one template pixel at a time, the order in which the
 * compiler can use vector instructions.
 */
final class SearchField {
  private final int width;
  private final int height;
  private final int pad;
  private final int stride;
  private final float[][] planes; // red, green, blue, the sum of their squares

  SearchField(Raster image, int pad) {
    this.width = image.width();
    this.height = image.height();
    this.pad = pad;
    this.stride = width + 2 * pad;
    this.planes = new float[4][stride * (height + 2 * pad)];
    for (int y = 0; y < height + 2 * pad; y++) {
      int sy = Math.clamp(y - pad, 0, height - 1);
      for (int x = 0; x < stride; x++) {
        int sx = Math.clamp(x - pad, 0, width - 1);
        int i = y * stride + x;
        for (int c = 0; c < 3; c++) {
          float v = image.at(c, sx, sy);
          planes[c][i] = v;
          planes[3][i] += v * v;
        }
      }
    }
  }

  /** Similarity of the template centred on each pixel, {@code height * width} values. */
  float[] similarities(Template t) {
    float[] out = new float[width * height];
    float[][] sums = new float[5][width]; // cross, red, green, blue, squares
    for (int y = 0; y < height; y++) {
      for (float[] s : sums) {
        Arrays.fill(s, 0);
      }
      for (int j = 0; j < t.height; j++) {
        int row = (y + pad + j - t.height / 2) * stride + pad - t.width / 2;
        addRow(t, j, row, sums);
      }
      for (int x = 0; x < width; x++) {
        out[y * width + x] =
            (float) t.similarity(sums[0][x], sums[1][x], sums[2][x], sums[3][x], sums[4][x]);
      }
    }
    return out;
  }

  private void addRow(Template t, int j, int row, float[][] sums) {
    int n = t.width * t.height;
    for (int i = 0; i < t.width; i++) {
      int k = j * t.width + i;
      float a = t.alpha[k];
      if (a > 0) {
        for (int c = 0; c < 3; c++) {
          add(sums[0], planes[c], row + i, t.weighted[c * n + k]);
          add(sums[c + 1], planes[c], row + i, a);
        }
        add(sums[4], planes[3], row + i, a);
      }
    }
  }

  private static void add(float[] to, float[] from, int offset, float factor) {
    for (int x = 0; x < to.length; x++) {
      to[x] += factor * from[offset + x];
    }
  }
}
