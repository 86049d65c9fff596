package zoetrope.service.eval;

import zoetrope.core.image.RgbClip;

/** Shows whether the model's tokens can be seen as a grid. */
final class Seams {
  /** Pixels a token is wide. */
  private static final int TOKEN = 32;

  private Seams() {}

  /**
   * Mean absolute step across token borders over the mean step two pixels to either side of them,
   * in the middle frame.
   */
  static double ratio(RgbClip clip) {
    int at = clip.frames() / 2 * clip.width() * clip.height();
    double border = 0;
    double beside = 0;
    for (int y = 0; y < clip.height(); y++) {
      for (int x = TOKEN; x + 4 < clip.width(); x += TOKEN) {
        int p = at + y * clip.width() + x;
        border += step(clip, p);
        beside += (step(clip, p - 3) + step(clip, p + 3)) / 2;
      }
    }
    return border / Math.max(beside, 1e-9);
  }

  private static double step(RgbClip clip, int pixel) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += Math.abs((clip.rgb()[pixel * 3 + c] & 255) - (clip.rgb()[(pixel - 1) * 3 + c] & 255));
    }
    return sum;
  }
}
