package zoetrope.diffusion.detail;

import java.util.Arrays;
import java.util.stream.IntStream;
import zoetrope.core.image.RgbaImage;

/**
 * A picture as this package computes with it: floats, channels interleaved, colours 0 to 1.
 *
 * @param width pixels
 * @param height pixels
 * @param channels values a pixel
 * @param v exactly {@code width * height * channels} values; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record Image(int width, int height, int channels, float[] v) {
  /** Half the reach of Lanczos' window, in pixels of the coarser picture. */
  private static final int LOBES = 3;

  Image {
    if (v.length != (long) width * height * channels) {
      throw new IllegalArgumentException(
          "%d values do not fill %dx%dx%d".formatted(v.length, width, height, channels));
    }
  }

  static Image empty(int width, int height, int channels) {
    return new Image(width, height, channels, new float[width * height * channels]);
  }

  /** One frame of packed 8-bit RGB. */
  static Image ofRgb(int width, int height, byte[] rgb, int offset) {
    float[] v = new float[width * height * 3];
    for (int i = 0; i < v.length; i++) {
      v[i] = (rgb[offset + i] & 255) / 255f;
    }
    return new Image(width, height, 3, v);
  }

  /**
   * A cut of a picture at another size, on mid-grey where it is see-through; reads the picture's
   * bytes row by row, so that many megapixels take little more memory than the result.
   *
   * @param x left edge of the cut, in pixels and fractions of them; y, w and h likewise
   */
  static Image cut(RgbaImage p, double x, double y, double w, double h, int width, int height) {
    Taps across = Taps.of(p.width(), x, w, width);
    Taps down = Taps.of(p.height(), y, h, height);
    int first = Math.clamp(down.from(0), 0, p.height() - 1);
    int last = Math.clamp(down.from(height - 1) + down.count(), first, p.height() - 1);
    Image rows = empty(width, last - first + 1, 3);
    IntStream.rangeClosed(first, last)
        .parallel()
        .forEach(
            row -> {
              float[] line = line(p, row);
              for (int i = 0; i < width; i++) {
                across.add(line, 0, 3, i, rows.v, rows.at(i, row - first), 3);
              }
            });
    Image out = empty(width, height, 3);
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              for (int k = 0; k < down.count(); k++) {
                int from = Math.clamp(down.from(row) + k, 0, p.height() - 1) - first;
                float weight = down.weight(row, k);
                for (int i = 0; i < 3 * width; i++) {
                  out.v[3 * row * width + i] += weight * rows.v[3 * from * width + i];
                }
              }
            });
    return out;
  }

  private static float[] line(RgbaImage p, int row) {
    float[] out = new float[3 * p.width()];
    for (int i = 0; i < p.width(); i++) {
      int s = 4 * (row * p.width() + i);
      float alpha = (p.rgba()[s + 3] & 255) / 255f;
      for (int c = 0; c < 3; c++) {
        out[3 * i + c] = (p.rgba()[s + c] & 255) / 255f * alpha + .5f * (1 - alpha);
      }
    }
    return out;
  }

  /** At another size, by Lanczos' filter as wide as what a new pixel stands for (Duchon 1979). */
  Image resized(int w, int h) {
    if (w == width && h == height) {
      return this;
    }
    Image out = empty(w, h, channels);
    resize(out, 0, 0, w, h);
    return out;
  }

  /** The same for the pixels of {@code out} in a rectangle; the others stay. */
  void resize(Image out, int left, int top, int right, int bottom) {
    Taps across = Taps.of(width, out.width);
    Taps down = Taps.of(height, out.height);
    resize(out, left, top, right, bottom, across, down);
  }

  /**
   * A part of it at another size; beyond the border its pixels go on.
   *
   * @param left of the part, in pixels and fractions of them, as are the others; may lie outside
   */
  Image seen(double left, double top, double wide, double high, int w, int h) {
    Image out = empty(w, h, channels);
    Taps across = Taps.of(width, left, wide, w);
    Taps down = Taps.of(height, top, high, h);
    resize(out, 0, 0, w, h, across, down);
    return out;
  }

  private void resize(Image out, int left, int top, int right, int bottom, Taps across, Taps down) {
    int first = Math.clamp(down.from(top), 0, height - 1);
    int last = Math.clamp(down.from(bottom - 1) + down.count(), first, height - 1);
    int wide = right - left;
    float[] rows = new float[(last - first + 1) * wide * channels];
    IntStream.rangeClosed(first, last)
        .parallel()
        .forEach(
            y -> {
              for (int x = left; x < right; x++) {
                int d = ((y - first) * wide + x - left) * channels;
                across.add(v, y * width * channels, channels, x, rows, d, channels);
              }
            });
    IntStream.range(top, bottom)
        .parallel()
        .forEach(
            y -> {
              int to = out.at(left, y);
              int line = wide * channels;
              Arrays.fill(out.v, to, to + line, 0);
              for (int k = 0; k < down.count(); k++) {
                float weight = down.weight(y, k);
                int from = (Math.clamp(down.from(y) + k, 0, height - 1) - first) * line;
                for (int i = 0; i < line; i++) {
                  out.v[to + i] += weight * rows[from + i];
                }
              }
            });
  }

  /** The weights by which a row of pixels becomes one of another length. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Taps(int length, int count, int[] first, float[] weights) {
    static Taps of(int from, int to) {
      return of(from, 0, from, to);
    }

    /**
     * @param from pixels that there are
     * @param start of the part that is seen, in pixels, within them or not
     * @param shown length of that part
     * @param to pixels that it becomes
     */
    static Taps of(int from, double start, double shown, int to) {
      double step = shown / to;
      double wide = Math.max(1, step);
      boolean same = step == 1 && start == Math.rint(start);
      int taps = same ? 1 : 2 * (int) Math.ceil(LOBES * wide) + 1;
      int[] first = new int[to];
      float[] weights = new float[to * taps];
      for (int x = 0; x < to; x++) {
        double centre = start + (x + .5) * step - .5;
        first[x] = (int) Math.round(centre) - taps / 2;
        double sum = 0;
        for (int k = 0; k < taps; k++) {
          double at = same ? 1 : lanczos((first[x] + k - centre) / wide);
          weights[x * taps + k] = (float) at;
          sum += at;
        }
        for (int k = 0; k < taps; k++) {
          weights[x * taps + k] /= (float) sum;
        }
      }
      return new Taps(from, taps, first, weights);
    }

    int from(int x) {
      return first[x];
    }

    float weight(int x, int tap) {
      return weights[x * count + tap];
    }

    /** Adds the weighted pixels of a row to one pixel. */
    void add(float[] row, int offset, int stride, int x, float[] out, int to, int channels) {
      for (int k = 0; k < count; k++) {
        float weight = weights[x * count + k];
        int s = offset + stride * Math.clamp(first[x] + k, 0, length - 1);
        for (int c = 0; c < channels; c++) {
          out[to + c] += weight * row[s + c];
        }
      }
    }
  }

  private static double lanczos(double x) {
    if (x == 0) {
      return 1;
    }
    if (Math.abs(x) >= LOBES) {
      return 0;
    }
    double p = Math.PI * x;
    return LOBES * Math.sin(p) * Math.sin(p / LOBES) / (p * p);
  }

  private Image turned() {
    Image out = empty(height, width, channels);
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < width; x++) {
                System.arraycopy(v, at(x, y), out.v, out.at(y, x), channels);
              }
            });
    return out;
  }

  /** Averages over squares of {@code 2 radius + 1} pixels; beyond the border its pixels go on. */
  Image averaged(int radius) {
    return radius < 1 ? this : sums(radius).turned().sums(radius).turned();
  }

  private Image sums(int radius) {
    Image out = empty(width, height, channels);
    float share = 1f / (2 * radius + 1);
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int k = -radius; k <= radius; k++) {
                  sum += v[at(Math.clamp(k, 0, width - 1), y) + c];
                }
                for (int x = 0; x < width; x++) {
                  out.v[at(x, y) + c] = (float) sum * share;
                  sum += v[at(Math.min(x + radius + 1, width - 1), y) + c];
                  sum -= v[at(Math.max(x - radius, 0), y) + c];
                }
              }
            });
    return out;
  }

  /** The index of a pixel's first value. */
  int at(int x, int y) {
    return (y * width + x) * channels;
  }

  /** Mean of a pixel's colours. */
  float grey(int pixel) {
    int i = pixel * channels;
    return channels < 3 ? v[i] : (v[i] + v[i + 1] + v[i + 2]) / 3;
  }

  /**
   * What lies at a place between pixels, by Catmull-Rom's filter; the border's pixels go on.
   *
   * @param x in pixels, 0 in the middle of the first
   * @param out takes the colours, clamped to what lies around so that edges have no rims
   */
  void sample(float x, float y, float[] out, int to) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    float a0 = ((-.5f * fx + 1) * fx - .5f) * fx;
    float a1 = (1.5f * fx - 2.5f) * fx * fx + 1;
    float a2 = ((-1.5f * fx + 2) * fx + .5f) * fx;
    float a3 = (.5f * fx - .5f) * fx * fx;
    float b0 = ((-.5f * fy + 1) * fy - .5f) * fy;
    float b1 = (1.5f * fy - 2.5f) * fy * fy + 1;
    float b2 = ((-1.5f * fy + 2) * fy + .5f) * fy;
    float b3 = (.5f * fy - .5f) * fy * fy;
    int xa = Math.clamp(x0 - 1, 0, width - 1) * channels;
    int xb = Math.clamp(x0, 0, width - 1) * channels;
    int xc = Math.clamp(x0 + 1, 0, width - 1) * channels;
    int xd = Math.clamp(x0 + 2, 0, width - 1) * channels;
    int line = width * channels;
    int ya = Math.clamp(y0 - 1, 0, height - 1) * line;
    int yb = Math.clamp(y0, 0, height - 1) * line;
    int yc = Math.clamp(y0 + 1, 0, height - 1) * line;
    int yd = Math.clamp(y0 + 2, 0, height - 1) * line;
    for (int c = 0; c < channels; c++) {
      float p =
          a0 * v[ya + xa + c] + a1 * v[ya + xb + c] + a2 * v[ya + xc + c] + a3 * v[ya + xd + c];
      float q =
          a0 * v[yb + xa + c] + a1 * v[yb + xb + c] + a2 * v[yb + xc + c] + a3 * v[yb + xd + c];
      float r =
          a0 * v[yc + xa + c] + a1 * v[yc + xb + c] + a2 * v[yc + xc + c] + a3 * v[yc + xd + c];
      float s =
          a0 * v[yd + xa + c] + a1 * v[yd + xb + c] + a2 * v[yd + xc + c] + a3 * v[yd + xd + c];
      out[to + c] = b0 * p + b1 * q + b2 * r + b3 * s;
    }
  }

  /** What lies at a place between pixels, in straight lines; the border's pixels go on. */
  void bilinear(float x, float y, float[] out) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    int a = at(Math.clamp(x0, 0, width - 1), Math.clamp(y0, 0, height - 1));
    int b = at(Math.clamp(x0 + 1, 0, width - 1), Math.clamp(y0, 0, height - 1));
    int d = at(Math.clamp(x0, 0, width - 1), Math.clamp(y0 + 1, 0, height - 1));
    int e = at(Math.clamp(x0 + 1, 0, width - 1), Math.clamp(y0 + 1, 0, height - 1));
    for (int c = 0; c < channels; c++) {
      float top = v[a + c] * (1 - fx) + v[b + c] * fx;
      float bottom = v[d + c] * (1 - fx) + v[e + c] * fx;
      out[c] = top * (1 - fy) + bottom * fy;
    }
  }
}
