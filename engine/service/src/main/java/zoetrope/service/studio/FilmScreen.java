package zoetrope.service.studio;

import java.util.Arrays;

/**
 * A screen of {@code height * width} opaque pixels, 0xAARRGGBB, onto which decoded frames are drawn
 * at the size they are seen, so that showing them is plain copying. Frames are scaled bilinearly
 * with pixel centres at halves. Used by one thread.
 */
public final class FilmScreen {
  private static final int BLACK = 0xff000000;
  private static final int ONE = 256;

  private final int width;
  private final int height;
  private final int[] pixels;
  private int[] upper = {};
  private int[] lower = {};
  private int upperRow = -1;
  private int lowerRow = -1;

  public FilmScreen(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
    clear();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Row by row; the screen's own, so it changes with what is drawn. */
  public int[] pixels() {
    return pixels;
  }

  /** Makes all of it black. */
  public void clear() {
    Arrays.fill(pixels, BLACK);
  }

  /**
   * Draws a frame as large as it fits, in the middle, over what is there.
   *
   * @param opacity 0 to 1
   */
  public void draw(TakeFrames.Clip clip, int frame, double opacity) {
    double k = Math.min((double) width / clip.width(), (double) height / clip.height());
    int w = near((int) Math.round(clip.width() * k), width);
    int h = near((int) Math.round(clip.height() * k), height);
    int left = (width - w) / 2;
    int top = (height - h) / 2;
    int over = (int) Math.round(Math.clamp(opacity, 0, 1) * ONE);
    Columns columns = Columns.of(clip.width(), w);
    int at = Math.clamp(frame, 0, clip.frames() - 1) * clip.width() * clip.height() * 3;
    upper = new int[w];
    lower = new int[w];
    upperRow = -1;
    lowerRow = -1;
    for (int y = 0; y < h; y++) {
      double source = Math.clamp((y + .5) * clip.height() / h - .5, 0, clip.height() - 1);
      int row = (int) source;
      int next = Math.min(row + 1, clip.height() - 1);
      rows(clip, at, columns, row, next);
      int part = (int) ((source - row) * ONE);
      blend(part, (top + y) * width + left, over);
    }
  }

  /** A border of a pixel or two is rounding, not another shape. */
  private static int near(int size, int whole) {
    return whole - size < 3 ? whole : Math.max(1, size);
  }

  /** Brings two neighbouring rows of the frame to the screen's width; most are there already. */
  private void rows(TakeFrames.Clip clip, int at, Columns columns, int row, int next) {
    if (row == lowerRow) {
      int[] swap = upper;
      upper = lower;
      upperRow = lowerRow;
      lower = swap;
      lowerRow = -1;
    }
    if (row != upperRow) {
      columns.stretch(clip.rgb(), at + row * clip.width() * 3, upper);
      upperRow = row;
    }
    if (next != lowerRow) {
      columns.stretch(clip.rgb(), at + next * clip.width() * 3, lower);
      lowerRow = next;
    }
  }

  private void blend(int part, int to, int over) {
    for (int x = 0; x < upper.length; x++) {
      int mixed = mix(upper[x], lower[x], part);
      pixels[to + x] = over == ONE ? mixed : mix(pixels[to + x], mixed, over);
    }
  }

  /** Takes light away: 0 leaves all as it is, 1 leaves black. */
  public void darken(double by) {
    int part = (int) Math.round(Math.clamp(by, 0, 1) * ONE);
    for (int i = 0; part > 0 && i < pixels.length; i++) {
      pixels[i] = mix(pixels[i], BLACK, part);
    }
  }

  /** {@code part / 256} of the way from one opaque pixel to another, two channels at a time. */
  private static int mix(int a, int b, int part) {
    int rb = (a & 0xff00ff) * (ONE - part) + (b & 0xff00ff) * part >>> 8 & 0xff00ff;
    int g = (a & 0xff00) * (ONE - part) + (b & 0xff00) * part >>> 8 & 0xff00;
    return BLACK | rb | g;
  }

  /** From which bytes of a row each column of the screen comes, and how much of the second. */
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
