package zoetrope.service.eval.photo;

import java.util.stream.IntStream;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.RgbaImage;

/**
 * What a film should show of a photo: resampled straight from its own pixels by Lanczos' filter of
 * three lobes, as wide as what a new pixel stands for. It shares nothing with the code that makes
 * the film.
 */
final class TrueView {
  private static final Affine WHOLE = new Affine(1, 0, 0, 0, 1, 0);
  private static final int LOBES = 3;

  private TrueView() {}

  /** All that a frame which the photo fills shows of it. */
  static Frame whole(RgbaImage photo, int width, int height) {
    return of(photo, WHOLE, width, height);
  }

  /**
   * What a view shows of that; beyond the photo its border's pixels go on.
   *
   * @param view from fractions of the view to fractions of the whole frame; turns nothing
   */
  static Frame of(RgbaImage photo, Affine view, int width, int height) {
    if (view.xy() != 0 || view.yx() != 0) {
      throw new IllegalArgumentException("a view that is turned: " + view);
    }
    double k = Math.max((double) width / photo.width(), (double) height / photo.height());
    Axis across = Axis.of(photo.width(), width / k, view.xx(), view.dx(), width);
    Axis down = Axis.of(photo.height(), height / k, view.yy(), view.dy(), height);
    float[][] rows = new float[photo.height()][];
    IntStream.range(0, photo.height())
        .parallel()
        .filter(down::reaches)
        .forEach(y -> rows[y] = across.row(photo, y));
    float[] out = new float[3 * width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int t = 0; t < down.taps; t++) {
                float weight = down.weights[y * down.taps + t];
                float[] row = rows[down.pixel(y, t)];
                for (int i = 0; i < row.length; i++) {
                  out[y * row.length + i] += weight * row[i];
                }
              }
            });
    return new Frame(width, height, out);
  }

  /** How the pixels of one side come of the photo's. */
  private static final class Axis {
    private final int length;
    private final int taps;
    private final int[] first;
    private final float[] weights;
    private final boolean[] reached;

    private Axis(int length, int taps, int pixels) {
      this.length = length;
      this.taps = taps;
      first = new int[pixels];
      weights = new float[pixels * taps];
      reached = new boolean[length];
    }

    /**
     * @param length of the photo's side
     * @param shown of that, in the middle, by the whole frame
     * @param scale of the view
     * @param offset of the view
     */
    static Axis of(int length, double shown, double scale, double offset, int pixels) {
      double step = scale * shown / pixels;
      double wide = Math.max(1, step);
      Axis out = new Axis(length, 2 * (int) Math.ceil(LOBES * wide) + 1, pixels);
      for (int x = 0; x < pixels; x++) {
        double centre = (length - shown) / 2 + offset * shown + (x + .5) * step - .5;
        out.first[x] = (int) Math.round(centre) - out.taps / 2;
        double sum = 0;
        for (int t = 0; t < out.taps; t++) {
          sum += lanczos((out.first[x] + t - centre) / wide);
        }
        for (int t = 0; t < out.taps; t++) {
          out.weights[x * out.taps + t] =
              (float) (lanczos((out.first[x] + t - centre) / wide) / sum);
          out.reached[out.pixel(x, t)] = true;
        }
      }
      return out;
    }

    private static double lanczos(double x) {
      double p = Math.PI * x;
      return x == 0
          ? 1
          : Math.abs(x) >= LOBES ? 0 : LOBES * Math.sin(p) * Math.sin(p / LOBES) / (p * p);
    }

    int pixel(int x, int tap) {
      return Math.clamp(first[x] + tap, 0, length - 1);
    }

    boolean reaches(int pixel) {
      return reached[pixel];
    }

    /** A row of the photo, on mid-grey where it is see-through. */
    float[] row(RgbaImage photo, int y) {
      float[] out = new float[3 * first.length];
      for (int x = 0; x < first.length; x++) {
        for (int t = 0; t < taps; t++) {
          int s = 4 * (y * photo.width() + pixel(x, t));
          float alpha = (photo.rgba()[s + 3] & 255) / 255f;
          for (int c = 0; c < 3; c++) {
            float colour = (photo.rgba()[s + c] & 255) * alpha + 127.5f * (1 - alpha);
            out[3 * x + c] += weights[x * taps + t] * colour;
          }
        }
      }
      return out;
    }
  }
}
