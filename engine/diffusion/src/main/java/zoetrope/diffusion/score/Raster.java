package zoetrope.diffusion.score;

import zoetrope.core.image.RgbClip;

/** A small float image in planes, values 0..1: {@code data[(channel * height + y) * width + x]}. */
record Raster(int width, int height, int channels, float[] data) {

  static Raster empty(int width, int height, int channels) {
    return new Raster(width, height, channels, new float[width * height * channels]);
  }

  /** One frame, area-averaged to {@code width x height}. */
  static Raster ofFrame(RgbClip clip, int frame, int width, int height) {
    return ofBytes(
            clip.rgb(), frame * clip.width() * clip.height() * 3, clip.width(), clip.height(), 3)
        .resized(width, height);
  }

  /** A cut-out with its colours multiplied by alpha, so that it can be resized without fringes. */
  static Raster premultiplied(Cutout cutout) {
    Raster r = ofBytes(cutout.rgba(), 0, cutout.width(), cutout.height(), 4);
    int n = r.width * r.height;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        r.data[c * n + i] *= r.data[3 * n + i];
      }
    }
    return r;
  }

  private static Raster ofBytes(byte[] bytes, int offset, int width, int height, int channels) {
    Raster r = empty(width, height, channels);
    int n = width * height;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < channels; c++) {
        r.data[c * n + i] = (bytes[offset + i * channels + c] & 255) / 255f;
      }
    }
    return r;
  }

  float at(int channel, int x, int y) {
    return data[(channel * height + y) * width + x];
  }

  /**
   * Resampled by a box filter as wide as the step when shrinking and by linear interpolation when
   * growing.
   */
  Raster resized(int toWidth, int toHeight) {
    if (toWidth == width && toHeight == height) {
      return this;
    }
    Raster across = empty(toWidth, height, channels);
    Taps h = Taps.of(width, toWidth);
    for (int row = 0; row < height * channels; row++) {
      for (int x = 0; x < toWidth; x++) {
        across.data[row * toWidth + x] = h.sum(data, row * width, 1, x);
      }
    }
    Raster out = empty(toWidth, toHeight, channels);
    Taps v = Taps.of(height, toHeight);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < toHeight; y++) {
        for (int x = 0; x < toWidth; x++) {
          out.data[(c * toHeight + y) * toWidth + x] =
              v.sum(across.data, c * height * toWidth + x, toWidth, y);
        }
      }
    }
    return out;
  }

  /**
   * Bilinear samples of a rectangle given by its left top corner and size in pixels; edges are
   * extended.
   */
  Raster crop(double left, double top, double wide, double high, int toWidth, int toHeight) {
    Raster out = empty(toWidth, toHeight, channels);
    for (int y = 0; y < toHeight; y++) {
      double sy = top + (y + .5) * high / toHeight - .5;
      for (int x = 0; x < toWidth; x++) {
        double sx = left + (x + .5) * wide / toWidth - .5;
        for (int c = 0; c < channels; c++) {
          out.data[(c * toHeight + y) * toWidth + x] = bilinear(c, sx, sy);
        }
      }
    }
    return out;
  }

  float bilinear(int channel, double x, double y) {
    double cx = Math.clamp(x, 0, width - 1);
    double cy = Math.clamp(y, 0, height - 1);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(x0 + 1, width - 1);
    int y1 = Math.min(y0 + 1, height - 1);
    float fx = (float) (cx - x0);
    float fy = (float) (cy - y0);
    float above = at(channel, x0, y0) * (1 - fx) + at(channel, x1, y0) * fx;
    float below = at(channel, x0, y1) * (1 - fx) + at(channel, x1, y1) * fx;
    return above * (1 - fy) + below * fy;
  }

  /** Which inputs an output sample averages, and with which weights. */
  private record Taps(int[] first, float[][] weights) {
    static Taps of(int from, int to) {
      int[] first = new int[to];
      float[][] weights = new float[to][];
      double step = (double) from / to;
      double half = Math.max(step, 1) / 2;
      for (int i = 0; i < to; i++) {
        double centre = (i + .5) * step;
        int a = Math.max(0, (int) Math.floor(centre - half - (step < 1 ? .5 : 0)));
        int b = Math.min(from, (int) Math.ceil(centre + half + (step < 1 ? .5 : 0)));
        float[] w = new float[b - a];
        double total = 0;
        for (int k = a; k < b; k++) {
          double overlap = Math.min(k + 1, centre + half) - Math.max(k, centre - half);
          double tent = 1 - Math.abs(k + .5 - centre);
          w[k - a] = (float) Math.max(0, step < 1 ? tent : overlap);
          total += w[k - a];
        }
        for (int k = 0; k < w.length; k++) {
          w[k] /= (float) total;
        }
        first[i] = a;
        weights[i] = w;
      }
      return new Taps(first, weights);
    }

    float sum(float[] data, int offset, int stride, int i) {
      float[] w = weights[i];
      int at = offset + first[i] * stride;
      float s = 0;
      for (float v : w) {
        s += v * data[at];
        at += stride;
      }
      return s;
    }
  }
}
