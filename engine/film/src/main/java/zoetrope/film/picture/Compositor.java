package zoetrope.film.picture;

import java.util.Optional;
import java.util.function.Function;
import zoetrope.film.evaluate.FilmFrame;
import zoetrope.film.evaluate.Layer;
import zoetrope.film.evaluate.TitleLayer;
import zoetrope.story.timeline.Title;

/**
 * Draws a frame of a film: mixes its pictures and lays its titles over them. The only place that
 * does, for the screen and for export. Weights are whole 256ths, halves rounded up.
 */
public final class Compositor {
  private static final int ONE = 256;

  private Compositor() {}

  /**
   * Draws a frame on black.
   *
   * @param pictures the pixels of a layer; empty where they are not there yet, it is then left out
   * @param titles the same for titles, painted for the canvas's size
   */
  public static void draw(
      FilmFrame frame,
      Function<Layer, Optional<PixelRows>> pictures,
      Function<Title, Optional<TitleCard>> titles,
      Canvas canvas) {
    boolean covered = false;
    for (Layer layer : frame.layers()) {
      Optional<PixelRows> rows = pictures.apply(layer);
      if (rows.isPresent()) {
        if (!covered && !layer.plain()) {
          canvas.clear();
        }
        covered = true;
        mix(rows.get(), layer, canvas);
      }
    }
    if (!covered) {
      canvas.clear();
    }
    for (TitleLayer title : frame.titles()) {
      titles.apply(title.title()).ifPresent(card -> overlay(card, title.opacity(), canvas));
    }
  }

  private static void mix(PixelRows rows, Layer layer, Canvas canvas) {
    int width = canvas.width();
    int[] pixels = canvas.pixels();
    if (layer.plain()) {
      for (int y = 0; y < canvas.height(); y++) {
        rows.row(y, pixels, y * width);
      }
      return;
    }
    ShapedRows shaped = ShapedRows.of(layer.shape(), rows, width, canvas.height());
    int all = (int) Math.round(layer.opacity() * ONE);
    int seen = (int) Math.round(layer.opacity() * layer.brightness() * ONE);
    int[] row = new int[width];
    int[] cover = new int[width];
    for (int y = 0; y < canvas.height(); y++) {
      shaped.row(y, row, cover);
      for (int x = 0, at = y * width; x < width; x++, at++) {
        int above = seen * cover[x] >> 8;
        int gone = all * cover[x] >> 8;
        int white = layer.dipsToWhite() ? gone - above : 0;
        pixels[at] = sum(pixels[at], ONE - gone, row[x], above, white);
      }
    }
  }

  /** Weighted sum of two pixels; the weights are at most 256 together. */
  static int sum(int a, int weightA, int b, int weightB) {
    return sum(a, weightA, b, weightB, 0);
  }

  /** The same with white, red and blue at once. */
  private static int sum(int a, int weightA, int b, int weightB, int white) {
    int rb =
        (a & 0xff00ff) * weightA + (b & 0xff00ff) * weightB + 0xff00ff * white + 0x800080 >>> 8
            & 0xff00ff;
    int g =
        (a & 0xff00) * weightA + (b & 0xff00) * weightB + 0xff00 * white + 0x8000 >>> 8 & 0xff00;
    return Canvas.BLACK | rb | g;
  }

  /** Lays a card over what is there. */
  public static void overlay(TitleCard card, double opacity, Canvas canvas) {
    int[] pixels = canvas.pixels();
    for (int y = 0; y < card.height(); y++) {
      int to = (card.y() + y) * canvas.width() + card.x();
      for (int x = 0, i = y * card.width(); x < card.width(); x++, i++) {
        int alpha = (int) Math.round((card.argb()[i] >>> 24) * opacity);
        if (alpha > 0) {
          pixels[to + x] = over(pixels[to + x], card.argb()[i], alpha);
        }
      }
    }
  }

  private static int over(int below, int above, int alpha) {
    int r = over(below >> 16 & 255, above >> 16 & 255, alpha, 255 - alpha);
    int g = over(below >> 8 & 255, above >> 8 & 255, alpha, 255 - alpha);
    int b = over(below & 255, above & 255, alpha, 255 - alpha);
    return Canvas.BLACK | r << 16 | g << 8 | b;
  }

  private static int over(int below, int above, int alpha, int rest) {
    return (below * rest + above * alpha + 127) / 255;
  }
}
