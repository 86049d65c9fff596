package zoetrope.film.picture;

import zoetrope.core.image.Fit;

/**
 * A decoded frame enlarged or reduced to a canvas, without stretching it: bilinear, pixel centres
 * at halves, black bars where the shapes differ. Fast enough to be done for every frame that is
 * seen; export has takes scaled by the decoder instead, which is slower and finer.
 */
public final class ScaledRows implements PixelRows {
  private static final int ONE = 256;

  private final byte[] rgb;
  private final int offset;
  private final int width;
  private final int height;
  private final int canvas;
  private final Fit.Place place;
  private final Columns columns;
  private int[] upper;
  private int[] lower;
  private int upperRow = -1;
  private int lowerRow = -1;

  /**
   * @param rgb packed 8-bit red, green and blue, {@code width * height * 3} bytes from {@code
   *     offset} on
   */
  public ScaledRows(
      byte[] rgb, int offset, int width, int height, int canvasWidth, int canvasHeight) {
    this.rgb = rgb;
    this.offset = offset;
    this.width = width;
    this.height = height;
    canvas = canvasWidth;
    place = Fit.CONTAIN.place(width, height, canvasWidth, canvasHeight);
    columns = Columns.of(width, place.width());
    upper = new int[place.width()];
    lower = new int[place.width()];
  }

  @Override
  public void row(int y, int[] out, int at) {
    int inside = y - place.y();
    if (inside < 0 || inside >= place.height()) {
      java.util.Arrays.fill(out, at, at + canvas, Canvas.BLACK);
      return;
    }
    int left = at + place.x();
    java.util.Arrays.fill(out, at, left, Canvas.BLACK);
    java.util.Arrays.fill(out, left + place.width(), at + canvas, Canvas.BLACK);
    if (place.width() == width && place.height() == height) {
      PixelRows.unpack(rgb, offset + inside * width * 3, width, out, left);
      return;
    }
    double source = Math.clamp((inside + .5) * height / place.height() - .5, 0, height - 1);
    int row = (int) source;
    rows(row, Math.min(row + 1, height - 1));
    int part = (int) ((source - row) * ONE);
    for (int x = 0; x < upper.length; x++) {
      out[left + x] = mix(upper[x], lower[x], part);
    }
  }

  /** Brings two neighbouring rows of the frame to the canvas's width; most are there already. */
  private void rows(int row, int next) {
    if (row == lowerRow) {
      int[] swap = upper;
      upper = lower;
      upperRow = lowerRow;
      lower = swap;
      lowerRow = -1;
    }
    if (row != upperRow) {
      columns.stretch(rgb, offset + row * width * 3, upper);
      upperRow = row;
    }
    if (next != lowerRow) {
      columns.stretch(rgb, offset + next * width * 3, lower);
      lowerRow = next;
    }
  }

  /** {@code part / 256} of the way from one opaque pixel to another, two channels at a time. */
  private static int mix(int a, int b, int part) {
    int rb = (a & 0xff00ff) * (ONE - part) + (b & 0xff00ff) * part >>> 8 & 0xff00ff;
    int g = (a & 0xff00) * (ONE - part) + (b & 0xff00) * part >>> 8 & 0xff00;
    return Canvas.BLACK | rb | g;
  }

  /** From which bytes of a row each column comes, and how much of the second. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Columns(int[] first, int[] second, int[] part) {
    static Columns of(int from, int to) {
      Columns c = new Columns(new int[to], new int[to], new int[to]);
      for (int x = 0; x < to; x++) {
        double source = Math.clamp((x + .5) * from / to - .5, 0, from - 1);
        c.first[x] = 3 * (int) source;
        c.second[x] = 3 * Math.min((int) source + 1, from - 1);
        c.part[x] = (int) ((source - (int) source) * ONE);
      }
      return c;
    }

    void stretch(byte[] rgb, int at, int[] out) {
      for (int x = 0; x < out.length; x++) {
        out[x] = mix(pixel(rgb, at + first[x]), pixel(rgb, at + second[x]), part[x]);
      }
    }

    private static int pixel(byte[] rgb, int i) {
      return (rgb[i] & 255) << 16 | (rgb[i + 1] & 255) << 8 | rgb[i + 2] & 255;
    }
  }
}
