package zoetrope.diffusion.fill;

import java.util.stream.IntStream;

/**
 * Closes the seams between copied pieces and around the hole: pixels keep the differences to their
 * neighbours that they had where they come from, but meet the known ones (Poisson blending, Pérez
 * et al. 2003), held to their colours by a screen (Bhat et al. 2008), so that a mismatch fades
 * within a few pixels and does not stain the whole hole.
 */
final class SeamBlend {
  /** Weight of a pixel's copied colour; a mismatch fades to a third over seven pixels. */
  private static final float SCREEN = .02f;

  /** Red-black Gauss-Seidel sweeps; the screen lets them settle. */
  private static final int SWEEPS = 60;

  private static final int[] ACROSS = {1, -1, 0, 0};
  private static final int[] DOWN = {0, 0, 1, -1};

  private final Level level;
  private final float[] rgb;
  private final int[] origin;
  private final float[] out;
  private final float[] wanted;

  private SeamBlend(Level level, float[] rgb, int[] origin) {
    this.level = level;
    this.rgb = rgb;
    this.origin = origin;
    out = rgb.clone();
    wanted = new float[rgb.length];
  }

  /**
   * The picture with its hole filled.
   *
   * @param origin the known pixel that each one of the hole is copied from
   */
  static float[] blended(Level level, float[] rgb, int[] origin, Runnable checkpoint) {
    SeamBlend blend = new SeamBlend(level, rgb, origin);
    blend.eachPixel(0, 1, blend::copy);
    blend.eachPixel(0, 1, blend::differences);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      checkpoint.run();
      blend.eachPixel(0, 2, blend::settle);
      blend.eachPixel(1, 2, blend::settle);
    }
    blend.eachPixel(0, 1, blend::limit);
    return blend.out;
  }

  private interface Step {
    void at(int pixel, int x, int y);
  }

  /** Every pixel of the hole, or those of one colour of the chessboard. */
  private void eachPixel(int first, int every, Step step) {
    int w = level.width();
    IntStream.range(0, level.height())
        .parallel()
        .forEach(
            y -> {
              for (int x = (first + y) % every; x < w; x += every) {
                if (level.hole()[y * w + x]) {
                  step.at(y * w + x, x, y);
                }
              }
            });
  }

  private void copy(int pixel, int x, int y) {
    System.arraycopy(rgb, 3 * origin[pixel], out, 3 * pixel, 3);
  }

  /** Sums up the differences to the neighbours, and what the screen adds to them. */
  private void differences(int pixel, int x, int y) {
    for (int c = 0; c < 3; c++) {
      wanted[3 * pixel + c] = SCREEN * out[3 * pixel + c];
    }
    for (int k = 0; k < 4; k++) {
      if (inside(x + ACROSS[k], y + DOWN[k])) {
        difference(pixel, pixel + ACROSS[k] + DOWN[k] * level.width(), ACROSS[k], DOWN[k]);
      }
    }
  }

  /**
   * The difference as it is at one of the two places the pixels come from. An average of both would
   * be flatter than either where the pieces are fragments.
   */
  private void difference(int pixel, int next, int dx, int dy) {
    boolean own = pixel < next || !level.hole()[next];
    for (int choice = 0; choice < 2; choice++) {
      boolean here = own == (choice == 0);
      int from = origin[here ? pixel : next];
      int way = here ? 1 : -1;
      if (known(from, way * dx, way * dy) && (here || level.hole()[next])) {
        int to = from + way * (dx + dy * level.width());
        for (int c = 0; c < 3; c++) {
          wanted[3 * pixel + c] += way * (rgb[3 * from + c] - rgb[3 * to + c]);
        }
        return;
      }
    }
  }

  private boolean known(int pixel, int dx, int dy) {
    int w = level.width();
    int x = pixel % w + dx;
    int y = pixel / w + dy;
    return inside(x, y) && !level.hole()[y * w + x];
  }

  private boolean inside(int x, int y) {
    return x >= 0 && y >= 0 && x < level.width() && y < level.height();
  }

  private void settle(int pixel, int x, int y) {
    for (int c = 0; c < 3; c++) {
      float sum = wanted[3 * pixel + c];
      float weight = SCREEN;
      for (int k = 0; k < 4; k++) {
        if (inside(x + ACROSS[k], y + DOWN[k])) {
          sum += out[3 * (pixel + ACROSS[k] + DOWN[k] * level.width()) + c];
          weight++;
        }
      }
      out[3 * pixel + c] = sum / weight;
    }
  }

  private void limit(int pixel, int x, int y) {
    for (int c = 0; c < 3; c++) {
      out[3 * pixel + c] = Math.clamp(out[3 * pixel + c], 0, 1);
    }
  }
}
