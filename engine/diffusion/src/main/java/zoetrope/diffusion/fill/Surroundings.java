package zoetrope.diffusion.fill;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What the picture is like beside its hole. What is livelier than all of that, or of colours that
 * are nowhere there, would stand out in the hole however well a patch of it fits: the sun, a fruit,
 * a wing in front of blurred leaves.
 *
 * @param texture the most that may be copied, both values of {@link Texture} together
 * @param least of red, green and blue
 * @param most of red, green and blue
 */
@SuppressWarnings("ArrayRecordComponent")
record Surroundings(int texture, int[] least, int[] most) {
  /** How far from the hole they reach, in pixels. */
  private static final int REACH = 16;

  /** Share of them that is left out at either end: a few pixels are no surroundings. */
  private static final double FEW = .03;

  /** How much livelier than they are something may be. */
  private static final double LIVELIER = 1.25;

  /** A texture that is none, in eighths of a grey level. */
  private static final int NOISE = 8;

  /** Grey levels beyond theirs. */
  private static final int BEYOND = 12;

  /** Those of a picture at its own size; anything fits where the hole has none. */
  static Surroundings of(int width, int height, int[] rgb, int[] texture, boolean[] hole) {
    Sums holes = Sums.of(width, height, i -> hole[i] ? 1 : 0);
    int[] beside =
        IntStream.range(0, hole.length)
            .filter(i -> !hole[i] && near(holes, i % width, i / width, width, height))
            .toArray();
    if (beside.length == 0) {
      int[] any = {255, 255, 255};
      return new Surroundings(Integer.MAX_VALUE, new int[3], any);
    }
    int lively = ranked(beside, i -> texture[2 * i] + texture[2 * i + 1], 1 - FEW);
    int[] least = new int[3];
    int[] most = new int[3];
    for (int c = 0; c < 3; c++) {
      int channel = c;
      least[c] = ranked(beside, i -> rgb[3 * i + channel], FEW) - BEYOND;
      most[c] = ranked(beside, i -> rgb[3 * i + channel], 1 - FEW) + BEYOND;
    }
    return new Surroundings((int) (LIVELIER * lively) + NOISE, least, most);
  }

  private static boolean near(Sums holes, int x, int y, int width, int height) {
    return holes.within(
            Math.max(0, x - REACH),
            Math.max(0, y - REACH),
            Math.min(width, x + REACH + 1),
            Math.min(height, y + REACH + 1))
        > 0;
  }

  private static int ranked(int[] pixels, IntUnaryOperator value, double rank) {
    int[] sorted = IntStream.of(pixels).map(value).sorted().toArray();
    return sorted[(int) (rank * (sorted.length - 1))];
  }

  /** Whether a pixel could be among them. */
  boolean fits(int[] rgb, int[] textures, int pixel) {
    boolean fits = textures[2 * pixel] + textures[2 * pixel + 1] <= texture;
    for (int c = 0; c < 3; c++) {
      int v = rgb[3 * pixel + c];
      fits &= v >= least[c] && v <= most[c];
    }
    return fits;
  }
}
