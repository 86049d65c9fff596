package zoetrope.diffusion.fill;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The picture at one size of the pyramid. Pixels and patch centres are numbered {@code y * width +
 * x}.
 *
 * @param radius of patches, at least 1
 * @param rgb 0 to 255, three values a pixel; within the hole the guess of the moment
 * @param texture how much the picture changes around a pixel ({@link Texture}), two values a pixel;
 *     within the hole the guess of the moment
 * @param hole what to fill
 * @param depth 0 for known pixels, else how many steps, diagonal ones too, a known one is away
 * @param beside what the hole's surroundings are like
 * @param source whether a whole patch around a pixel is known and may be copied
 * @param sources the centres of those patches, rising
 * @param targets the centres of whole patches that meet the hole, rising
 */
@SuppressWarnings("ArrayRecordComponent")
record Level(
    int width,
    int height,
    int radius,
    int[] rgb,
    int[] texture,
    boolean[] hole,
    int[] depth,
    Surroundings beside,
    boolean[] source,
    int[] sources,
    int[] targets) {

  /** Share of the known patches that must be left to copy from. */
  private static final double LEAST = .05;

  /** The picture at its own size. */
  static Level of(int width, int height, float[] rgb, boolean[] hole, int radius) {
    int[] bytes = new int[rgb.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = hole[i / 3] ? 0 : Math.clamp(Math.round(rgb[i] * 255), 0, 255);
    }
    int[] texture = Texture.of(width, height, bytes, hole);
    Surroundings beside = Surroundings.of(width, height, bytes, texture, hole);
    return of(width, height, radius, bytes, texture, hole, beside);
  }

  private static Level of(
      int width,
      int height,
      int radius,
      int[] rgb,
      int[] texture,
      boolean[] hole,
      Surroundings beside) {
    int side = 2 * radius + 1;
    Sums missing = Sums.of(width, height, i -> hole[i] ? 1 : 0);
    boolean[] source = new boolean[hole.length];
    boolean[] target = new boolean[hole.length];
    for (int y = radius; y < height - radius; y++) {
      for (int x = radius; x < width - radius; x++) {
        boolean whole =
            missing.within(x - radius, y - radius, x - radius + side, y - radius + side) == 0;
        source[y * width + x] = whole;
        target[y * width + x] = !whole;
      }
    }
    keepFitting(source, i -> beside.fits(rgb, texture, i));
    return new Level(
        width,
        height,
        radius,
        rgb,
        texture,
        hole,
        depths(width, height, hole),
        beside,
        source,
        numbers(source),
        numbers(target));
  }

  /** Leaves out what does not fit, unless hardly anything were left. */
  private static void keepFitting(boolean[] source, IntPredicate fits) {
    int[] all = numbers(source);
    int[] fitting = IntStream.of(all).filter(fits).toArray();
    if (fitting.length >= LEAST * all.length) {
      IntStream.of(all).forEach(i -> source[i] = false);
      IntStream.of(fitting).forEach(i -> source[i] = true);
    }
  }

  private static int[] numbers(boolean[] which) {
    return IntStream.range(0, which.length).filter(i -> which[i]).toArray();
  }

  /** Two sweeps, there and back. */
  private static int[] depths(int width, int height, boolean[] hole) {
    int[] depth = new int[hole.length];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = hole[i] ? width + height : 0;
    }
    for (int i = 0; i < depth.length; i++) {
      nearer(depth, width, height, i, -1);
    }
    for (int i = depth.length - 1; i >= 0; i--) {
      nearer(depth, width, height, i, 1);
    }
    return depth;
  }

  private static void nearer(int[] depth, int width, int height, int i, int step) {
    int x = i % width;
    int y = i / width + step;
    if (depth[i] == 0) {
      return;
    }
    int least = depth[i];
    if (x + step >= 0 && x + step < width) {
      least = Math.min(least, depth[i + step] + 1);
    }
    if (y >= 0 && y < height) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        least = Math.min(least, depth[y * width + nx] + 1);
      }
    }
    depth[i] = least;
  }

  /** Pixels to fill. */
  int size() {
    int n = 0;
    for (boolean h : hole) {
      n += h ? 1 : 0;
    }
    return n;
  }

  int deepest() {
    return Arrays.stream(depth).max().orElse(0);
  }

  /** A pixel of half the size is known where all of its four are. */
  Level halved() {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    int[] colours = new int[3 * w * h];
    int[] textures = new int[2 * w * h];
    boolean[] holes = new boolean[w * h];
    for (int i = 0; i < holes.length; i++) {
      int x = 2 * (i % w);
      int y = 2 * (i / w);
      int right = Math.min(x + 1, width - 1);
      int below = Math.min(y + 1, height - 1);
      int[] four = {y * width + x, y * width + right, below * width + x, below * width + right};
      for (int p : four) {
        holes[i] |= hole[p];
      }
      average(rgb, 3, four, colours, i);
      average(texture, 2, four, textures, i);
    }
    return of(w, h, radius, colours, textures, holes, beside);
  }

  private void average(int[] from, int channels, int[] pixels, int[] to, int at) {
    int known = 0;
    for (int p : pixels) {
      known += hole[p] ? 0 : 1;
    }
    for (int c = 0; c < channels && known > 0; c++) {
      int sum = 0;
      for (int p : pixels) {
        sum += hole[p] ? 0 : from[channels * p + c];
      }
      to[channels * at + c] = (sum + known / 2) / known;
    }
  }

  /**
   * Where each pixel is copied from, at twice the size.
   *
   * @param origin the same at the size of {@code coarse}
   */
  int[] refined(int[] origin, Level coarse) {
    int[] out = new int[hole.length];
    for (int i = 0; i < out.length; i++) {
      int x = i % width;
      int y = i / width;
      int from = origin[y / 2 * coarse.width + x / 2];
      // what is known at half the size is known in all of its pixels
      int fx = Math.min(2 * (from % coarse.width) + x % 2, width - 1);
      int fy = Math.min(2 * (from / coarse.width) + y % 2, height - 1);
      out[i] = hole[i] ? fy * width + fx : i;
    }
    return out;
  }

  /** Takes over a known pixel's colour and texture. */
  void copy(int from, int to) {
    System.arraycopy(rgb, 3 * from, rgb, 3 * to, 3);
    System.arraycopy(texture, 2 * from, texture, 2 * to, 2);
  }

  /** The nearest pixel around which a whole patch lies within the picture. */
  int inner(int x, int y) {
    return Math.clamp(y, radius, height - 1 - radius) * width
        + Math.clamp(x, radius, width - 1 - radius);
  }
}
