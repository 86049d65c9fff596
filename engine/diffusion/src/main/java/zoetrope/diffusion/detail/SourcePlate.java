package zoetrope.diffusion.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.RgbaImage;

/**
 * A first frame in as many pixels as any view of the shot can show, ready to be looked at through a
 * moving camera. Kept at sizes a factor of the square root of two apart, so that a view that
 * shrinks it neither glitters nor softens.
 */
final class SourcePlate {
  private static final double STEP = Math.sqrt(2);

  /** Pixels that a size may have; a picture of more is scaled down once. */
  private static final long MOST_PIXELS = 6_000_000;

  private final List<Image> sizes = new ArrayList<>();
  private final int width;
  private final int height;

  private SourcePlate(int width, int height, Image largest) {
    this.width = width;
    this.height = height;
    Image size = largest;
    sizes.add(size);
    for (double k = STEP;
        largest.width() / k >= width / 4.0 && largest.width() / k >= 8;
        k *= STEP) {
      size =
          largest.resized(
              (int) Math.round(largest.width() / k),
              Math.max(1, (int) Math.round(largest.height() / k)));
      sizes.add(size);
    }
  }

  /**
   * A picture that fills a frame of {@code width} by {@code height}, cut off where it stands over;
   * what is see-through lies on mid-grey.
   *
   * @param zoom the greatest magnification that it is seen at
   */
  static SourcePlate filling(RgbaImage picture, int width, int height, double zoom) {
    double k = Math.max((double) width / picture.width(), (double) height / picture.height());
    int w = Math.max(1, Math.min(picture.width(), (int) Math.round(width / k)));
    int h = Math.max(1, Math.min(picture.height(), (int) Math.round(height / k)));
    double most = Math.sqrt((double) MOST_PIXELS / ((double) width * height));
    double scale = Math.max(1, Math.min(Math.min(1 / k, Math.max(1, zoom)), most));
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
    Image out = Image.empty(width, height, 4);
    double shrunk =
        Math.sqrt(Math.abs(source.xx() * source.yy() - source.xy() * source.yx()))
            * largest().width()
            / width;
    double level = Math.clamp(Math.log(shrunk) / Math.log(STEP), 0, sizes.size() - 1.0);
    int fine = (int) Math.floor(level + 1e-6);
    float mix = (float) (level - fine);
    Image a = sizes.get(fine);
    Image b = mix > 1e-3 ? sizes.get(fine + 1) : a;
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              float[] other = new float[3];
              for (int x = 0; x < width; x++) {
                double p = (x + .5) / width;
                double q = (y + .5) / height;
                double u = source.x(p, q);
                double v = source.y(p, q);
                int d = out.at(x, y);
                a.sample((float) (u * a.width() - .5), (float) (v * a.height() - .5), out.v(), d);
                if (b != a) {
                  b.sample((float) (u * b.width() - .5), (float) (v * b.height() - .5), other, 0);
                  for (int c = 0; c < 3; c++) {
                    out.v()[d + c] += mix * (other[c] - out.v()[d + c]);
                  }
                }
                out.v()[d + 3] = u >= 0 && v >= 0 && u <= 1 && v <= 1 ? 1 : 0;
              }
            });
    return out;
  }
}
