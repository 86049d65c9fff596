package zoetrope.film.picture;

import java.util.Arrays;
import zoetrope.film.evaluate.Shape;

/** A layer's picture where its shape puts it, and how much of each pixel it covers, of 256. */
interface ShapedRows {
  /** All of a pixel. */
  int FULL = 256;

  /** How wide a soft edge is, in widths or heights of the frame. */
  double SOFT = .08;

  /** Writes a row of opaque pixels, and what of them is covered. */
  void row(int y, int[] pixels, int[] cover);

  /** The rows of a picture in a shape, on a frame of a width and a height. */
  static ShapedRows of(Shape shape, PixelRows rows, int width, int height) {
    return switch (shape) {
      case Shape.Whole _ -> covering(rows, (x, y) -> FULL);
      case Shape.Wiped(boolean down, double share) ->
          covering(
              rows,
              (x, y) -> edge(share * (1 + SOFT) - (down ? (y + .5) / height : (x + .5) / width)));
      case Shape.Circle(double share) -> {
        double reach = Math.hypot(width, height) / 2;
        yield covering(
            rows,
            (x, y) -> {
              double away = Math.hypot(x + .5 - width / 2.0, y + .5 - height / 2.0) / reach;
              return edge(share * (1 + SOFT) - away);
            });
      }
      case Shape.Shifted(double right) -> shifted(rows, (int) Math.round(right * width));
      case Shape.Magnified(double scale) -> new MagnifiedRows(rows, scale, width, height);
    };
  }

  /** Covered behind the edge, not before it, and in part in between. */
  private static int edge(double behind) {
    return (int) Math.round(FULL * Math.clamp(behind / SOFT, 0, 1));
  }

  /** What of a pixel is covered. */
  @FunctionalInterface
  interface Cover {
    int at(int x, int y);
  }

  private static ShapedRows covering(PixelRows rows, Cover cover) {
    return (y, pixels, covered) -> {
      rows.row(y, pixels, 0);
      for (int x = 0; x < covered.length; x++) {
        covered[x] = cover.at(x, y);
      }
    };
  }

  private static ShapedRows shifted(PixelRows rows, int right) {
    return (y, pixels, covered) -> {
      int width = covered.length;
      int[] all = new int[width];
      rows.row(y, all, 0);
      int from = Math.clamp(right, 0, width);
      int to = Math.clamp(width + right, 0, width);
      Arrays.fill(covered, 0);
      Arrays.fill(covered, from, to, FULL);
      System.arraycopy(all, from - right, pixels, from, to - from);
    };
  }
}
