package zoetrope.diffusion.adapter;

import java.util.Arrays;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.fill.HoleFiller;
import zoetrope.diffusion.fill.PushPull;

/**
 * A picture as the adapters compute with it: floats 0..1, red, green, blue and alpha interleaved,
 * premultiplied by alpha.
 *
 * @param width pixels
 * @param height pixels
 * @param v {@code width * height * 4} values; written to by its owner only
 */
@SuppressWarnings("ArrayRecordComponent")
public record Layer(int width, int height, float[] v) {
  /** Alpha from which a pixel's colour is known; sums of weights miss 1 by a little. */
  private static final float OPAQUE = .999f;

  /** A fully transparent layer. */
  public static Layer empty(int width, int height) {
    return new Layer(width, height, new float[width * height * 4]);
  }

  /** An 8-bit picture with straight alpha. */
  public static Layer of(RgbaImage image) {
    byte[] p = image.rgba();
    float[] v = new float[p.length];
    for (int i = 0; i < p.length; i += 4) {
      float a = (p[i + 3] & 255) / 255f;
      for (int c = 0; c < 3; c++) {
        v[i + c] = (p[i + c] & 255) / 255f * a;
      }
      v[i + 3] = a;
    }
    return new Layer(image.width(), image.height(), v);
  }

  public Layer copy() {
    return new Layer(width, height, v.clone());
  }

  /** The smallest rectangle with alpha over 1/16, centred in a square of its longer side. */
  public Layer trimmedSquare() {
    int x0 = width;
    int y0 = height;
    int x1 = 0;
    int y1 = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (v[(y * width + x) * 4 + 3] > 1 / 16f) {
          x0 = Math.min(x0, x);
          y0 = Math.min(y0, y);
          x1 = Math.max(x1, x + 1);
          y1 = Math.max(y1, y + 1);
        }
      }
    }
    if (x0 >= x1) {
      return this;
    }
    int n = Math.max(x1 - x0, y1 - y0);
    Layer out = empty(n, n);
    int ox = (n - (x1 - x0)) / 2;
    int oy = (n - (y1 - y0)) / 2;
    for (int y = y0; y < y1; y++) {
      System.arraycopy(v, (y * width + x0) * 4, out.v, ((y - y0 + oy) * n + ox) * 4, (x1 - x0) * 4);
    }
    return out;
  }

  /** Resampled by area when it shrinks and bilinearly when it grows, each axis by itself. */
  public Layer resized(int w, int h) {
    return new Layer(w, h, resample(resample(v, width, height, w, true), w, height, h, false));
  }

  private static float[] resample(float[] src, int w, int h, int n, boolean across) {
    int len = across ? w : h;
    int lines = across ? h : w;
    float[] out = new float[n * lines * 4];
    double k = (double) len / n;
    double reach = Math.max(k, 1);
    for (int i = 0; i < n; i++) {
      double centre = (i + 0.5) * k;
      int lo = (int) Math.floor(centre - reach / 2 - (k < 1 ? 0.5 : 0));
      int hi = (int) Math.ceil(centre + reach / 2 + (k < 1 ? 0.5 : 0));
      double total = 0;
      double[] weights = new double[Math.max(hi - lo, 1)];
      for (int j = lo; j < hi; j++) {
        double overlap = Math.min(j + 1, centre + reach / 2) - Math.max(j, centre - reach / 2);
        weights[j - lo] =
            k < 1 ? Math.max(0, 1 - Math.abs(j + 0.5 - centre)) : Math.max(0, overlap);
        total += weights[j - lo];
      }
      for (int j = lo; j < hi; j++) {
        float wt = (float) (weights[j - lo] / total);
        if (wt == 0) {
          continue;
        }
        int at = Math.clamp(j, 0, len - 1);
        for (int l = 0; l < lines; l++) {
          int s = (across ? l * len + at : at * lines + l) * 4;
          int d = (across ? l * n + i : i * lines + l) * 4;
          for (int c = 0; c < 4; c++) {
            out[d + c] += wt * src[s + c];
          }
        }
      }
    }
    return out;
  }

  /**
   * Lays {@code top} over this layer with its upper left corner at ({@code x}, {@code y}), bilinear
   * between pixels.
   */
  public void over(Layer top, double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    float fx = (float) (x - ix);
    float fy = (float) (y - iy);
    float[] p = new float[4];
    for (int j = Math.max(0, -iy); j <= top.height && j + iy < height; j++) {
      for (int i = Math.max(0, -ix); i <= top.width && i + ix < width; i++) {
        Arrays.fill(p, 0);
        top.add(p, i, j, (1 - fx) * (1 - fy));
        top.add(p, i - 1, j, fx * (1 - fy));
        top.add(p, i, j - 1, (1 - fx) * fy);
        top.add(p, i - 1, j - 1, fx * fy);
        int d = ((j + iy) * width + i + ix) * 4;
        for (int c = 0; c < 4; c++) {
          v[d + c] = p[c] + v[d + c] * (1 - p[3]);
        }
      }
    }
  }

  private void add(float[] p, int x, int y, float w) {
    if (w != 0 && x >= 0 && y >= 0 && x < width && y < height) {
      int s = (y * width + x) * 4;
      for (int c = 0; c < 4; c++) {
        p[c] += w * v[s + c];
      }
    }
  }

  /** This layer kept where {@code cover} is 1 and gone where it is 0. */
  public Layer times(float[] cover) {
    Layer out = copy();
    for (int i = 0; i < cover.length; i++) {
      for (int c = 0; c < 4; c++) {
        out.v[4 * i + c] *= cover[i];
      }
    }
    return out;
  }

  /** The alpha channel. */
  public float[] alpha() {
    float[] a = new float[width * height];
    for (int i = 0; i < a.length; i++) {
      a[i] = v[4 * i + 3];
    }
    return a;
  }

  /** A mask's coverage at another size. */
  public static float[] cover(Mask mask, int width, int height) {
    float[] v = new float[mask.width() * mask.height() * 4];
    for (int i = 0; i < mask.cover().length; i++) {
      v[4 * i + 3] = mask.cover()[i];
    }
    return new Layer(mask.width(), mask.height(), v).resized(width, height).alpha();
  }

  /** An area's coverage at a size. */
  public static float[] cover(Area area, int width, int height) {
    return switch (area) {
      case Area.Painted(Mask mask) -> cover(mask, width, height);
      case Area.Box box -> box.mask(width, height).cover();
    };
  }

  /** Scaled and cropped so that it fills a frame; transparent parts become mid-grey. */
  public Layer filling(int w, int h) {
    double k = Math.max((double) w / width, (double) h / height);
    Layer big =
        resized(
            (int) Math.max(w, Math.round(width * k)), (int) Math.max(h, Math.round(height * k)));
    Layer out = empty(w, h);
    Arrays.fill(out.v(), 0.5f);
    for (int i = 3; i < out.v().length; i += 4) {
      out.v()[i] = 1;
    }
    out.over(big, -((big.width() - w) / 2), -((big.height() - h) / 2));
    return out;
  }

  /** Adds what is between four pixels, bilinear, transparent outside, to a pixel of values. */
  public void sample(float x, float y, float[] out, int at) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    for (int k = 0; k < 4; k++) {
      int px = x0 + (k & 1);
      int py = y0 + (k >> 1);
      if (px < 0 || py < 0 || px >= width || py >= height) {
        continue;
      }
      float weight = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py));
      int p = (py * width + px) * 4;
      for (int c = 0; c < 4; c++) {
        out[at + c] += weight * v[p + c];
      }
    }
  }

  /** Grows a coverage by a square of {@code radius} pixels to each side. */
  public static float[] dilate(float[] cover, int width, int height, int radius) {
    float[] across = new float[cover.length];
    float[] out = new float[cover.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float m = 0;
        for (int i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++) {
          m = Math.max(m, cover[y * width + i]);
        }
        across[y * width + x] = m;
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float m = 0;
        for (int j = Math.max(0, y - radius); j <= Math.min(height - 1, y + radius); j++) {
          m = Math.max(m, across[j * width + x]);
        }
        out[y * width + x] = m;
      }
    }
    return out;
  }

  /**
   * Opaque everywhere: what is see-through is filled with pieces of the rest, so that texture and
   * lines go on ({@link HoleFiller}).
   *
   * @throws zoetrope.core.task.CancelledException when cancelled
   */
  public Layer filled(CancelToken cancel) {
    return filledWith(HoleFiller.fill(width, height, rgb(), open(), cancel::check));
  }

  /** Opaque everywhere: what is see-through is filled smoothly from around it, at once. */
  public Layer smoothlyFilled() {
    return filledWith(PushPull.fill(width, height, rgb(), open()));
  }

  private Layer filledWith(float[] rgb) {
    Layer out = copy();
    for (int i = 0; i < width * height; i++) {
      float missing = 1 - v[4 * i + 3];
      for (int c = 0; c < 3; c++) {
        out.v[4 * i + c] += missing * rgb[3 * i + c];
      }
      out.v[4 * i + 3] = 1;
    }
    return out;
  }

  private float[] rgb() {
    float[] out = new float[width * height * 3];
    for (int i = 0; i < out.length; i++) {
      out[i] = v[i / 3 * 4 + i % 3];
    }
    return out;
  }

  /** What is not opaque. */
  private boolean[] open() {
    boolean[] out = new boolean[width * height];
    for (int i = 0; i < out.length; i++) {
      out[i] = v[4 * i + 3] < OPAQUE;
    }
    return out;
  }

  /** Averages over squares of {@code k} pixels. */
  public Layer shrunk(int k) {
    int w = width / k;
    int h = height / k;
    float[] out = new float[w * h * 4];
    for (int y = 0; y < h * k; y++) {
      for (int x = 0; x < w * k; x++) {
        int s = (y * width + x) * 4;
        int d = (y / k * w + x / k) * 4;
        for (int c = 0; c < 4; c++) {
          out[d + c] += v[s + c];
        }
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= k * k;
    }
    return new Layer(w, h, out);
  }
}
