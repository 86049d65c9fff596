package zoetrope.diffusion.score;

import java.util.List;
import java.util.Optional;
import zoetrope.core.image.RgbClip;

/**
 * The scores that need nothing but frames, places and masks; formulas at the records of {@link
 * Score}.
 */
final class ClipMeters {
  private static final double MARGIN =
      .02; // of the diagonal: a soft edge or shadow of what moved is not unrest
  private static final int SMOOTH_SHORT_SIDE = 96;
  private static final int BLOCK = 8;
  private static final int REACH = 6; // pixels a block may move between two frames

  private ClipMeters() {}

  static Score.PathError pathError(
      RgbClip clip, List<Tracker.Sighting> track, List<Placement> asked) {
    double diagonal = Math.hypot(clip.width(), clip.height());
    double sum = 0;
    double max = 0;
    for (int t = 0; t < track.size(); t++) {
      Placement a = track.get(t).where();
      Placement b = asked.get(t);
      double d = Math.hypot((a.x() - b.x()) * clip.width(), (a.y() - b.y()) * clip.height());
      double percent = 100 * d / diagonal;
      sum += percent;
      max = Math.max(max, percent);
    }
    return new Score.PathError(sum / track.size(), max);
  }

  /** Empty when the clip has one frame or the swept region and its margin cover the picture. */
  static Optional<Score> stillness(RgbClip clip, boolean[] swept) {
    boolean[] free = dilated(swept, clip.width(), clip.height());
    int frame = clip.width() * clip.height() * 3;
    long squares = 0;
    long count = 0;
    for (int i = 0; i < frame; i++) {
      if (free[i / 3]) {
        continue;
      }
      int first = clip.rgb()[i] & 255;
      for (int t = 1; t < clip.frames(); t++) {
        int d = (clip.rgb()[t * frame + i] & 255) - first;
        squares += (long) d * d;
        count++;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    double mse = (double) squares / count;
    double db = mse == 0 ? Score.Stillness.UNCHANGED : 10 * Math.log10(255 * 255 / mse);
    return Optional.of(new Score.Stillness(Math.min(db, Score.Stillness.UNCHANGED)));
  }

  /** Empty when the clip has fewer than three frames. */
  static Optional<Score> smoothness(RgbClip clip) {
    if (clip.frames() < 3) {
      return Optional.empty();
    }
    double k = Math.min(1, (double) SMOOTH_SHORT_SIDE / Math.min(clip.width(), clip.height()));
    int w = Math.max(1, (int) Math.round(clip.width() * k));
    int h = Math.max(1, (int) Math.round(clip.height() * k));
    float[][] luma = new float[clip.frames()][];
    for (int t = 0; t < clip.frames(); t++) {
      luma[t] = luma(Raster.ofFrame(clip, t, w, h));
    }
    double sum = 0;
    for (int t = 1; t < clip.frames() - 1; t++) {
      sum += unpredicted(luma[t - 1], luma[t], luma[t + 1], w, h);
    }
    return Optional.of(new Score.Smoothness(sum / (clip.frames() - 2.) / (w * h)));
  }

  /** Rec. 601 luma in grey levels. */
  private static float[] luma(Raster rgb) {
    int n = rgb.width() * rgb.height();
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] =
          255 * (.299f * rgb.data()[i] + .587f * rgb.data()[n + i] + .114f * rgb.data()[2 * n + i]);
    }
    return out;
  }

  /**
   * Sum over the blocks of the smallest absolute error that a straight motion through the three
   * frames leaves.
   */
  private static double unpredicted(float[] before, float[] now, float[] after, int w, int h) {
    double sum = 0;
    for (int y = 0; y < h; y += BLOCK) {
      for (int x = 0; x < w; x += BLOCK) {
        sum +=
            bestOfBlock(
                before,
                now,
                after,
                new Block(x, y, Math.min(x + BLOCK, w), Math.min(y + BLOCK, h), w, h));
      }
    }
    return sum;
  }

  private record Block(int x0, int y0, int x1, int y1, int w, int h) {}

  private static double bestOfBlock(float[] before, float[] now, float[] after, Block b) {
    double best = error(before, now, after, b, 0, 0, Double.POSITIVE_INFINITY);
    for (int dy = -REACH; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        best = Math.min(best, error(before, now, after, b, dx, dy, best));
      }
    }
    return best;
  }

  private static double error(
      float[] before, float[] now, float[] after, Block b, int dx, int dy, double limit) {
    double sum = 0;
    for (int y = b.y0; y < b.y1; y++) {
      int from = Math.clamp(y - dy, 0, b.h - 1) * b.w;
      int to = Math.clamp(y + dy, 0, b.h - 1) * b.w;
      for (int x = b.x0; x < b.x1; x++) {
        float p = before[from + Math.clamp(x - dx, 0, b.w - 1)];
        float q = after[to + Math.clamp(x + dx, 0, b.w - 1)];
        sum += Math.abs(now[y * b.w + x] - (p + q) / 2);
      }
      if (sum >= limit) {
        return limit;
      }
    }
    return sum;
  }

  /** The mask grown by {@link #MARGIN} in every direction (a square, one axis after the other). */
  private static boolean[] dilated(boolean[] mask, int w, int h) {
    int r = (int) Math.ceil(MARGIN * Math.hypot(w, h));
    boolean[] across = new boolean[w * h];
    boolean[] out = new boolean[w * h];
    for (int y = 0; y < h; y++) {
      grow(mask, across, y * w, 1, w, r);
    }
    for (int x = 0; x < w; x++) {
      grow(across, out, x, w, h, r);
    }
    return out;
  }

  private static void grow(boolean[] from, boolean[] to, int offset, int stride, int n, int r) {
    int reach = -1; // last index that a set value so far covers
    for (int i = 0; i < Math.min(r, n); i++) {
      reach = from[offset + i * stride] ? i + r : reach;
    }
    for (int i = 0; i < n; i++) {
      if (i + r < n && from[offset + (i + r) * stride]) {
        reach = i + 2 * r;
      }
      to[offset + i * stride] = i <= reach;
    }
  }
}
