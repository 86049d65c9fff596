package zoetrope.media;

import java.util.Arrays;
import zoetrope.core.image.RgbaImage;

/**
 * A figure cut out of a picture that still knows the picture. What is cut away keeps its colours,
 * and how much of each pixel the picture itself shows is kept beside, so that all of it can come
 * back as it was, and nothing that the picture never showed.
 *
 * @param picture the figure; everywhere its alpha is at most the source's
 * @param sourceAlpha {@code height * width} bytes, row by row: the alpha of the picture it was cut
 *     from, 255 throughout where that has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Cutout(RgbaImage picture, byte[] sourceAlpha) {
  public Cutout {
    if (sourceAlpha.length != picture.width() * picture.height()) {
      throw new IllegalArgumentException(
          "%d values of alpha are no plane of %dx%d"
              .formatted(sourceAlpha.length, picture.width(), picture.height()));
    }
  }

  /** A picture whose own alpha is the cut-out. */
  static Cutout of(RgbaImage transparent) {
    return new Cutout(transparent, alpha(transparent));
  }

  private static byte[] alpha(RgbaImage p) {
    byte[] out = new byte[p.width() * p.height()];
    for (int i = 0; i < out.length; i++) {
      out[i] = p.rgba()[4 * i + 3];
    }
    return out;
  }

  /** Whether the figure is the picture as it came, with its own alpha. */
  boolean untouched() {
    return picture.transparent() && Arrays.equals(sourceAlpha, alpha(picture));
  }

  /**
   * Only the figure, and what the source shows around it.
   *
   * @param margin how much of that to keep on each side, as a part of the figure's longer side
   */
  public Cutout around(double margin) {
    RgbaImage.Part figure = picture.shown();
    int by = (int) Math.round(margin * Math.max(figure.width(), figure.height()));
    RgbaImage.Part part = source(figure, figure.grown(by, picture.width(), picture.height()));
    byte[] alpha = new byte[part.width() * part.height()];
    for (int y = 0; y < part.height(); y++) {
      int from = (part.y() + y) * picture.width() + part.x();
      System.arraycopy(sourceAlpha, from, alpha, y * part.width(), part.width());
    }
    return new Cutout(picture.cropped(part), alpha);
  }

  /** The figure with what the source shows within a part. */
  private RgbaImage.Part source(RgbaImage.Part figure, RgbaImage.Part within) {
    int left = figure.x();
    int top = figure.y();
    int right = left + figure.width();
    int bottom = top + figure.height();
    for (int y = within.y(); y < within.y() + within.height(); y++) {
      for (int x = within.x(); x < within.x() + within.width(); x++) {
        if (sourceAlpha[y * picture.width() + x] != 0) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return new RgbaImage.Part(left, top, right - left, bottom - top);
  }
}
