package zoetrope.diffusion.fill;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The known patch that resembles each patch over the hole most, as far as it is found: PatchMatch
 * (Barnes et al. 2009). A pass tries, for every patch, what its neighbours found, shifted, and
 * random places around its own match, nearer and nearer.
 *
 * <p>Rows are searched in bands of a fixed height, side by side. Within a band finds spread at
 * once; from the band next to it they come as they were before the pass.
 */
final class PatchSearch {
  /** Rows of a band. */
  private static final int BAND = 16;

  /** Patches measured in one piece of work. */
  private static final int PIECE = 1024;

  /** What a difference in texture counts for, against one in a colour channel. */
  private static final int TEXTURE_WEIGHT = 2;

  /**
   * Squared grey levels a pixel that a match costs at the picture's other end. What lies near is of
   * the same thing and in the same light.
   */
  private static final double DISTANCE_WEIGHT = 6000;

  private static final int NONE = -1;

  private final Level level;
  private final int[] match;
  private final int[] cost;
  private int passes;

  private PatchSearch(Level level) {
    this.level = level;
    match = new int[level.hole().length];
    cost = new int[match.length];
    Arrays.fill(match, NONE);
  }

  /** Starts from random matches. */
  static PatchSearch anywhere(Level level) {
    PatchSearch out = new PatchSearch(level);
    for (int p : level.targets()) {
      out.match[p] = out.anySource(p);
    }
    out.measure();
    return out;
  }

  /** Starts from the matches at half the size. */
  static PatchSearch from(PatchSearch coarse, Level level) {
    PatchSearch out = new PatchSearch(level);
    Level c = coarse.level;
    int w = level.width();
    for (int p : level.targets()) {
      int centre = c.inner(p % w / 2, p / w / 2);
      int found = coarse.match[centre];
      int q = NONE;
      if (found != NONE) {
        int dx = 2 * (found % c.width() - centre % c.width());
        int dy = 2 * (found / c.width() - centre / c.width());
        q = level.inner(p % w + dx, p / w + dy);
      }
      out.match[p] = q != NONE && level.source()[q] ? q : out.anySource(p);
    }
    return out;
  }

  private int anySource(int target) {
    int n = level.sources().length;
    return level.sources()[scaled(mixed(target), n)];
  }

  Level level() {
    return level;
  }

  /** The centre of the patch found for a target. */
  int match(int target) {
    return match[target];
  }

  /** How much it differs, 0 for not at all. */
  int cost(int target) {
    return cost[target];
  }

  /** Measures all matches anew, after the guess in the hole has changed. */
  void measure() {
    int[] targets = level.targets();
    IntStream.range(0, (targets.length + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            piece -> {
              int end = Math.min(targets.length, (piece + 1) * PIECE);
              for (int i = piece * PIECE; i < end; i++) {
                cost[targets[i]] = distance(targets[i], match[targets[i]], Integer.MAX_VALUE);
              }
            });
  }

  /**
   * One pass over all patches.
   *
   * @param reach how far from its match a patch looks at most, in pixels
   */
  void pass(int reach) {
    int[] before = match.clone();
    int step = passes % 2 == 0 ? 1 : -1;
    IntStream.range(0, (level.height() + BAND - 1) / BAND)
        .parallel()
        .forEach(band -> band(band * BAND, before, step, reach));
    passes++;
  }

  private void band(int top, int[] before, int step, int reach) {
    int w = level.width();
    int rows = Math.min(level.height(), top + BAND) - top;
    for (int row = 0; row < rows; row++) {
      int y = step > 0 ? top + row : top + rows - 1 - row;
      int[] above = row > 0 ? match : before;
      for (int column = 0; column < w; column++) {
        int x = step > 0 ? column : w - 1 - column;
        int p = y * w + x;
        if (match[p] != NONE && cost[p] > 0) {
          // patches lie within the picture, so that each has neighbours on all sides
          shifted(p, match[p - step], step);
          shifted(p, above[p - step * w], step * w);
          around(p, reach);
        }
      }
    }
  }

  /** Tries what a neighbour found, one step on. */
  private void shifted(int p, int found, int step) {
    if (found != NONE) {
      improve(p, found + step);
    }
  }

  private void around(int p, int reach) {
    int w = level.width();
    int r = level.radius();
    long random = mixed((long) passes * match.length + p);
    for (int far = reach; far > 0; far /= 2) {
      random = mixed(random);
      int x0 = Math.max(r, match[p] % w - far);
      int x1 = Math.min(w - 1 - r, match[p] % w + far);
      int y0 = Math.max(r, match[p] / w - far);
      int y1 = Math.min(level.height() - 1 - r, match[p] / w + far);
      int x = x0 + scaled(random, x1 - x0 + 1);
      int y = y0 + scaled(random << 32, y1 - y0 + 1);
      improve(p, y * w + x);
    }
  }

  private void improve(int p, int q) {
    if (level.source()[q] && q != match[p]) {
      int c = distance(p, q, cost[p]);
      if (c < cost[p]) {
        cost[p] = c;
        match[p] = q;
      }
    }
  }

  /** Any value of at least {@code enough} where the distance reaches that. */
  private int distance(int p, int q, int enough) {
    int side = 2 * level.radius() + 1;
    int from = -level.radius() * (level.width() + 1);
    int sum = side * side * (textures(level, p, q) + apart(p, q));
    for (int row = 0; row < side && sum < enough; row++) {
      int at = from + row * level.width();
      sum += colours(level, p + at, q + at, side);
    }
    return sum;
  }

  private int apart(int p, int q) {
    int w = level.width();
    double longer = Math.max(w, level.height());
    double dx = (p % w - q % w) / longer;
    double dy = (p / w - q / w) / longer;
    return (int) (DISTANCE_WEIGHT * (dx * dx + dy * dy));
  }

  /** The squared difference of {@code n} pixels in a row. */
  static int colours(Level level, int a, int b, int n) {
    int[] rgb = level.rgb();
    int sum = 0;
    for (int i = 0; i < 3 * n; i++) {
      int d = rgb[3 * a + i] - rgb[3 * b + i];
      sum += d * d;
    }
    return sum;
  }

  /** The weighted squared difference of two pixels' texture. */
  static int textures(Level level, int a, int b) {
    int[] t = level.texture();
    int across = t[2 * a] - t[2 * b];
    int down = t[2 * a + 1] - t[2 * b + 1];
    return TEXTURE_WEIGHT * (across * across + down * down);
  }

  /** A hash of all bits (the finalizer of SplitMix64, Steele et al. 2014). */
  private static long mixed(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** 0 to {@code n - 1} from the upper half of random bits. */
  private static int scaled(long random, int n) {
    return (int) ((random >>> 32) * n >>> 32);
  }
}
