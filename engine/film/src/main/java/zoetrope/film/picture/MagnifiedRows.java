package zoetrope.film.picture;

import java.util.Arrays;

/** A picture magnified about its middle; between pixels it is interpolated. */
final class MagnifiedRows implements ShapedRows {
  private final PixelRows rows;
  private final double scale;
  private final int width;
  private final int height;
  private int[] above;
  private int[] below;
  private int first = -2;

  MagnifiedRows(PixelRows rows, double scale, int width, int height) {
    this.rows = rows;
    this.scale = scale;
    this.width = width;
    this.height = height;
    above = new int[width];
    below = new int[width];
  }

  @Override
  public void row(int y, int[] pixels, int[] cover) {
    Arrays.fill(cover, FULL);
    double v = Math.clamp((y + .5 - height / 2.0) / scale + height / 2.0 - .5, 0, height - 1.0);
    load((int) v);
    int down = (int) Math.round((v - (int) v) * FULL);
    for (int x = 0; x < width; x++) {
      double u = Math.clamp((x + .5 - width / 2.0) / scale + width / 2.0 - .5, 0, width - 1.0);
      int left = (int) u;
      int right = Math.min(width - 1, left + 1);
      int across = (int) Math.round((u - left) * FULL);
      int top = Compositor.sum(above[left], FULL - across, above[right], across);
      int bottom = Compositor.sum(below[left], FULL - across, below[right], across);
      pixels[x] = Compositor.sum(top, FULL - down, bottom, down);
    }
  }

  /** The two rows that lie about a height; mostly those of the row before. */
  private void load(int y) {
    if (y == first) {
      return;
    }
    if (y == first + 1) {
      int[] free = above;
      above = below;
      below = free;
    } else {
      rows.row(y, above, 0);
    }
    rows.row(Math.min(height - 1, y + 1), below, 0);
    first = y;
  }
}
