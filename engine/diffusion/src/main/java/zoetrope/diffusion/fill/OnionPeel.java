package zoetrope.diffusion.fill;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The first guess at the coarsest level: from the hole's border inwards, layer by layer, each pixel
 * is copied from where its known surroundings fit best (Newson et al. 2014, section 3.4).
 */
final class OnionPeel {
  /** Comparisons of patches; beyond that only some of the sources are looked at. */
  private static final long COMPARISONS = 4_000_000;

  private final Level level;
  private final boolean[] known;
  private final int stride;

  private OnionPeel(Level level) {
    this.level = level;
    known = new boolean[level.hole().length];
    for (int i = 0; i < known.length; i++) {
      known[i] = !level.hole()[i];
    }
    stride = (int) Math.max(1, (long) level.size() * level.sources().length / COMPARISONS);
  }

  /** Fills the level's hole. */
  static void fill(Level level, Runnable checkpoint) {
    OnionPeel peel = new OnionPeel(level);
    for (int depth = 1; depth <= level.deepest(); depth++) {
      checkpoint.run();
      int layer = depth;
      int[] pixels =
          IntStream.range(0, level.depth().length).filter(i -> level.depth()[i] == layer).toArray();
      int[] origins = Arrays.stream(pixels).parallel().map(peel::origin).toArray();
      for (int i = 0; i < pixels.length; i++) {
        level.copy(origins[i], pixels[i]);
        peel.known[pixels[i]] = true;
      }
    }
  }

  /** Where a pixel's colour is best copied from. */
  private int origin(int pixel) {
    int width = level.width();
    int centre = level.inner(pixel % width, pixel / width);
    int[] seen = seen(centre);
    int best = level.sources()[0];
    long least = Long.MAX_VALUE;
    for (int s = 0; s < level.sources().length; s += stride) {
      long d = distance(centre, level.sources()[s], seen, least);
      if (d < least) {
        least = d;
        best = level.sources()[s];
      }
    }
    return best + pixel - centre;
  }

  /** The known pixels of a patch, by their distance from its centre. */
  private int[] seen(int centre) {
    int r = level.radius();
    int n = 0;
    int[] out = new int[(2 * r + 1) * (2 * r + 1)];
    for (int dy = -r; dy <= r; dy++) {
      for (int dx = -r; dx <= r; dx++) {
        int d = dy * level.width() + dx;
        if (known[centre + d]) {
          out[n++] = d;
        }
      }
    }
    return Arrays.copyOf(out, n);
  }

  private long distance(int a, int b, int[] seen, long most) {
    long sum = 0;
    for (int i = 0; i < seen.length && sum < most; i++) {
      sum += PatchSearch.colours(level, a + seen[i], b + seen[i], 1);
      sum += PatchSearch.textures(level, a + seen[i], b + seen[i]);
    }
    return sum;
  }
}
