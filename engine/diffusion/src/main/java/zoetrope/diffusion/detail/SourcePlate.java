package zoetrope.diffusion.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.RgbaImage;

/**
 * A first frame in as many pixels as any view of the shot can show, ready to be looked at through a
 * moving camera.
 *
 * <p>A view that turns nothing is resampled straight from these pixels, by Lanczos' filter as wide
 * as what a new pixel stands for: one filter, so that a zoom is as sharp as the picture. For views
 * that are turned it is kept at sizes a factor of the square root of two apart, so that they
 * neither glitter nor alias.
 */
final class SourcePlate {
  private static final double STEP = Math.sqrt(2);

  /**
   * Pixels that a size may have; a picture of more is scaled down once. Twice a frame of 1080
   * lines, each way.
   */
  private static final long MOST_PIXELS = 3840L * 2160;

  /** Pixels of a plate for each of a frame, each way, from which on more make no view sharper. */
  private static final double ENOUGH = 2;

  private final List<Image> sizes = new ArrayList<>();
  private final int width;
  private final int height;

  private SourcePlate(int width, int height, Image largest) {
    this.width = width;
    this.height = height;
    sizes.add(largest);
  }

  /**
   * A picture that fills a frame of {@code width} by {@code height}, cut off where it stands over;
   * what is see-through lies on mid-grey.
   *
   * @param zoom the greatest magnification that it is seen at by a camera that moves; 0 for one
   *     that stands
   */
  static SourcePlate filling(RgbaImage picture, int width, int height, double zoom) {
    double k = Math.max((double) width / picture.width(), (double) height / picture.height());
    double w = width / k;
    double h = height / k;
    double most = Math.sqrt((double) MOST_PIXELS / ((double) width * height));
    double scale = Math.max(1, Math.min(Math.min(1 / k, ENOUGH * zoom), most));
    Image cut =
        Image.cut(
            picture,
            (picture.width() - w) / 2,
            (picture.height() - h) / 2,
            w,
            h,
            (int) Math.round(width * scale),
            (int) Math.round(height * scale));
    return of(cut, width, height);
  }

  /** Of a picture that fills the frame. */
  static SourcePlate of(Image whole, int width, int height) {
    return new SourcePlate(width, height, whole);
  }

  /** The plate as the frame shows it before the camera moves. */
  Image frame() {
    return sizes.getFirst().resized(width, height);
  }

  /** All of it, in its most pixels. */
  Image largest() {
    return sizes.getFirst();
  }

  /**
   * What a view shows.
   *
   * @param source from fractions of the view to fractions of the plate
   * @return red, green, blue, and 1 where the plate reaches, else 0; colours not premultiplied
   */
  Image seen(Affine source) {
    Image out = source.xy() == 0 && source.yx() == 0 ? straight(source) : turned(source);
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < width; x++) {
                double u = source.x((x + .5) / width, (y + .5) / height);
                double v = source.y((x + .5) / width, (y + .5) / height);
                out.v()[out.at(x, y) + 3] = u >= 0 && v >= 0 && u <= 1 && v <= 1 ? 1 : 0;
              }
            });
    return out;
  }

  private Image straight(Affine source) {
    int w = largest().width();
    int h = largest().height();
    Image view =
        largest()
            .seen(
                source.dx() * w, source.dy() * h, source.xx() * w, source.yy() * h, width, height);
    Image out = Image.empty(width, height, 4);
    for (int i = 0; i < width * height; i++) {
      System.arraycopy(view.v(), 3 * i, out.v(), 4 * i, 3);
    }
    return out;
  }

  private Image turned(Affine source) {
    Image out = Image.empty(width, height, 4);
    double shrunk =
        Math.sqrt(Math.abs(source.xx() * source.yy() - source.xy() * source.yx()))
            * largest().width()
            / width;
    double level = Math.max(0, Math.log(shrunk) / Math.log(STEP));
    int fine = (int) Math.floor(level + 1e-6);
    float mix = (float) (level - fine);
    Image a = size(fine);
    Image b = mix > 1e-3 ? size(fine + 1) : a;
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              float[] other = new float[3];
              for (int x = 0; x < width; x++) {
                double u = source.x((x + .5) / width, (y + .5) / height);
                double v = source.y((x + .5) / width, (y + .5) / height);
                int d = out.at(x, y);
                a.sample((float) (u * a.width() - .5), (float) (v * a.height() - .5), out.v(), d);
                if (b != a) {
                  b.sample((float) (u * b.width() - .5), (float) (v * b.height() - .5), other, 0);
                  for (int c = 0; c < 3; c++) {
                    out.v()[d + c] += mix * (other[c] - out.v()[d + c]);
                  }
                }
              }
            });
    return out;
  }

  /** The picture at the n-th of the sizes, the smallest that is worth keeping at the most. */
  private Image size(int n) {
    while (sizes.size() <= n) {
      double k = Math.pow(STEP, sizes.size());
      if (largest().width() / k < Math.max(8, width / 4.0)) {
        return sizes.getLast();
      }
      sizes.add(
          largest()
              .resized(
                  (int) Math.round(largest().width() / k),
                  Math.max(1, (int) Math.round(largest().height() / k))));
    }
    return sizes.get(n);
  }
}
