package zoetrope.diffusion.detail;

import java.util.ArrayDeque;

/**
 * Takes off what a sloppy stroke has brushed of the background: pixels at the edge of a cover that
 * look like what was filled in behind it, and those that join them to it. A thing that looks like
 * its surroundings, and one in rich texture, stays as it was brushed.
 */
final class Matte {
  /** Greatest difference of a colour up to which a pixel is of the background. */
  private static final float SAME = .045f;

  /** Half the square over which the new edge is softened. */
  private static final int SOFT = 1;

  /** Share of the cover that must stay; else the thing is not told from what is behind it. */
  private static final double LEAST = .25;

  private Matte() {}

  /**
   * A closer cover.
   *
   * @param frame what was brushed on, three values a pixel
   * @param behind the same with the hole filled
   * @param cover what was brushed, one value a pixel
   */
  static Image closer(Image frame, Image behind, Image cover) {
    int w = frame.width();
    int h = frame.height();
    boolean[] off = new boolean[w * h];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < off.length; i++) {
      if (cover.v()[i] > 0 && edge(cover, i) && alike(frame, behind, i)) {
        off[i] = true;
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      int i = open.poll();
      int x = i % w;
      int y = i / w;
      for (int k = 0; k < 4; k++) {
        int nx = x + (k == 0 ? 1 : k == 1 ? -1 : 0);
        int ny = y + (k == 2 ? 1 : k == 3 ? -1 : 0);
        int n = ny * w + nx;
        if (nx >= 0
            && ny >= 0
            && nx < w
            && ny < h
            && !off[n]
            && cover.v()[n] > 0
            && alike(frame, behind, n)) {
          off[n] = true;
          open.add(n);
        }
      }
    }
    return softened(cover, off);
  }

  private static Image softened(Image cover, boolean[] off) {
    Image kept = Image.empty(cover.width(), cover.height(), 1);
    double before = 0;
    double after = 0;
    for (int i = 0; i < off.length; i++) {
      kept.v()[i] = off[i] ? 0 : 1;
      before += cover.v()[i];
      after += off[i] ? 0 : cover.v()[i];
    }
    if (after < LEAST * before) {
      return cover;
    }
    Image soft = kept.averaged(SOFT);
    for (int i = 0; i < off.length; i++) {
      soft.v()[i] = cover.v()[i] * Math.min(kept.v()[i], soft.v()[i]);
    }
    return soft;
  }

  private static boolean edge(Image cover, int i) {
    int x = i % cover.width();
    int y = i / cover.width();
    return cover.v()[i] < .99f
        || (x > 0 && cover.v()[i - 1] == 0)
        || (x + 1 < cover.width() && cover.v()[i + 1] == 0)
        || (y > 0 && cover.v()[i - cover.width()] == 0)
        || (y + 1 < cover.height() && cover.v()[i + cover.width()] == 0);
  }

  private static boolean alike(Image a, Image b, int i) {
    for (int c = 0; c < 3; c++) {
      if (Math.abs(a.v()[3 * i + c] - b.v()[3 * i + c]) > SAME) {
        return false;
      }
    }
    return true;
  }
}
