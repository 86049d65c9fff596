package zoetrope.diffusion.fill;

import java.util.function.IntUnaryOperator;

/**
 * How much the known part of a picture changes from pixel to pixel, across and down, averaged over
 * a small square (Newson et al. 2014, section 3.3). Measured at the picture's own size, so that the
 * coarse levels, whose pixels are smooth, still tell leaves from sky.
 */
final class Texture {
  /** Half of the square's side, in pixels. */
  private static final int AROUND = 4;

  /** Steps a grey level is divided into. */
  private static final int STEPS = 8;

  private Texture() {}

  /** Two values a pixel, in eighths of a grey level; 0 where nothing around is known. */
  static int[] of(int width, int height, int[] rgb, boolean[] hole) {
    int[] out = new int[2 * hole.length];
    channel(width, height, i -> i % width < width - 1 ? i + 1 : i, rgb, hole, out, 0);
    channel(width, height, i -> i / width < height - 1 ? i + width : i, rgb, hole, out, 1);
    return out;
  }

  private static void channel(
      int width,
      int height,
      IntUnaryOperator next,
      int[] rgb,
      boolean[] hole,
      int[] out,
      int channel) {
    Sums change = Sums.of(width, height, i -> difference(rgb, hole, i, next.applyAsInt(i)));
    Sums pairs = Sums.of(width, height, i -> pair(hole, i, next.applyAsInt(i)) ? 1 : 0);
    for (int i = 0; i < hole.length; i++) {
      int x0 = Math.max(0, i % width - AROUND);
      int y0 = Math.max(0, i / width - AROUND);
      int x1 = Math.min(width, i % width + AROUND + 1);
      int y1 = Math.min(height, i / width + AROUND + 1);
      long n = Math.max(1, 3 * pairs.within(x0, y0, x1, y1));
      out[2 * i + channel] = (int) (STEPS * change.within(x0, y0, x1, y1) / n);
    }
  }

  private static boolean pair(boolean[] hole, int a, int b) {
    return a != b && !hole[a] && !hole[b];
  }

  private static int difference(int[] rgb, boolean[] hole, int a, int b) {
    int sum = 0;
    for (int c = 0; c < 3 && pair(hole, a, b); c++) {
      sum += Math.abs(rgb[3 * a + c] - rgb[3 * b + c]);
    }
    return sum;
  }
}
