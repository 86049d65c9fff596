package zoetrope.diffusion.sampling;

/**
 * Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror and Shaw 2011, "Parallel random
 * numbers: as easy as 1, 2, 3"), and standard normals made from it.
 *
 * <p>The normal at index i of stream s for a 64-bit seed is the (i mod 4)-th of the four that block
 * i / 4 gives: the block's counter is (low, high word of the block index, low, high word of s), its
 * key the seed's two words. Words become uniforms u = (w + 0.5) / 2^32 and pairs of uniforms
 * normals by Box and Muller (1958): sqrt(-2 ln u1) times cos and sin of 2 pi u2, in {@link
 * StrictMath} doubles rounded once to float. No platform's own generator or libm takes part, so the
 * bits are the same everywhere.
 */
public final class Philox {
  private Philox() {}

  /** The four words of one block. */
  static int[] block(int c0, int c1, int c2, int c3, int k0, int k1) {
    for (int round = 0; round < 10; round++) {
      long p0 = Integer.toUnsignedLong(c0) * 0xD2511F53L;
      long p1 = Integer.toUnsignedLong(c2) * 0xCD9E8D57L;
      int n0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      int n2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      c0 = n0;
      c2 = n2;
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    return new int[] {c0, c1, c2, c3};
  }

  /**
   * {@code count} standard normals.
   *
   * @param seed the take's seed
   * @param stream which noise of the take, so that windows of a long shot do not repeat one another
   */
  public static float[] normals(long seed, long stream, int count) {
    float[] out = new float[count];
    for (int b = 0; 4L * b < count; b++) {
      int[] w = block(b, 0, (int) stream, (int) (stream >>> 32), (int) seed, (int) (seed >>> 32));
      for (int p = 0; p < 4 && 4 * b + p < count; p += 2) {
        double r = StrictMath.sqrt(-2 * StrictMath.log(uniform(w[p])));
        double a = 2 * StrictMath.PI * uniform(w[p + 1]);
        out[4 * b + p] = (float) (r * StrictMath.cos(a));
        if (4 * b + p + 1 < count) {
          out[4 * b + p + 1] = (float) (r * StrictMath.sin(a));
        }
      }
    }
    return out;
  }

  private static double uniform(int word) {
    return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
  }
}
