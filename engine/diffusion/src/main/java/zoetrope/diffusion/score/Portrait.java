package zoetrope.diffusion.score;

/**
 * A square picture of a character on mid grey with the reference's own silhouette cut around it, as
 * the embedder sees it: what lies outside the silhouette cannot change the likeness.
 */
final class Portrait {
  /**
   * Share of the picture's side that the character's longer side takes; the embedder's statistics
   * assume it too.
   */
  static final double FILL = .8;

  private final Raster rgb;
  private final float[] mask;

  private Portrait(Raster rgb, float[] mask) {
    this.rgb = rgb;
    this.mask = mask;
  }

  /** The reference itself. */
  static Portrait of(Raster sprite, int side) {
    Raster drawn = drawn(sprite, side, 0, 1);
    float[] mask = maskOf(drawn);
    return new Portrait(onGrey(drawn), mask);
  }

  /**
   * The reference as a scene might show it: turned, scaled and lit otherwise, seen through its own
   * silhouette.
   *
   * @param angle radians, clockwise
   * @param scale factor of size
   * @param light factor for red, green and blue
   */
  Portrait rerendered(Raster sprite, double angle, double scale, float[] light) {
    Raster drawn = drawn(sprite, rgb.width(), angle, scale);
    int n = rgb.width() * rgb.height();
    for (int i = 0; i < 3 * n; i++) {
      drawn.data()[i] *= light[i / n];
    }
    return masked(onGrey(drawn));
  }

  /** What a frame shows at a place, seen through the reference's silhouette. */
  Portrait cutFrom(Raster frame, Placement where) {
    int side = rgb.width();
    double wide = where.size() * Math.min(frame.width(), frame.height()) / FILL;
    double left = where.x() * frame.width() - wide / 2;
    double top = where.y() * frame.height() - wide / 2;
    return masked(frame.crop(left, top, wide, wide, side, side));
  }

  float[] planes() {
    return rgb.data();
  }

  ColourHistogram colours() {
    return ColourHistogram.of(rgb, mask);
  }

  private Portrait masked(Raster picture) {
    int n = mask.length;
    Raster out = Raster.empty(picture.width(), picture.height(), 3);
    for (int i = 0; i < 3 * n; i++) {
      float a = mask[i % n];
      out.data()[i] = picture.data()[i] * a + .5f * (1 - a);
    }
    return new Portrait(out, mask);
  }

  private static Raster drawn(Raster sprite, int side, double angle, double scale) {
    double longest = side * FILL * scale;
    double k = longest / Math.max(sprite.width(), sprite.height());
    int w = Math.max(1, (int) Math.round(sprite.width() * k));
    int h = Math.max(1, (int) Math.round(sprite.height() * k));
    Raster s = sprite.resized(w, h);
    Raster out = Raster.empty(side, side, 4);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = x + .5 - side / 2.;
        double dy = y + .5 - side / 2.;
        double u = cos * dx + sin * dy + w / 2. - .5;
        double v = -sin * dx + cos * dy + h / 2. - .5;
        if (u > -.5 && v > -.5 && u < w - .5 && v < h - .5) {
          for (int c = 0; c < 4; c++) {
            out.data()[(c * side + y) * side + x] = s.bilinear(c, u, v);
          }
        }
      }
    }
    return out;
  }

  private static float[] maskOf(Raster drawn) {
    int n = drawn.width() * drawn.height();
    return java.util.Arrays.copyOfRange(drawn.data(), 3 * n, 4 * n);
  }

  private static Raster onGrey(Raster drawn) {
    int n = drawn.width() * drawn.height();
    Raster out = Raster.empty(drawn.width(), drawn.height(), 3);
    for (int i = 0; i < 3 * n; i++) {
      out.data()[i] = drawn.data()[i] + .5f * (1 - drawn.data()[3 * n + i % n]);
    }
    return out;
  }
}
