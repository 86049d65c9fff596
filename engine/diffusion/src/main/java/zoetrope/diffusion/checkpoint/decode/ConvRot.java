package zoetrope.diffusion.checkpoint.decode;

/**
 * Rotation of a layer's inputs, which spreads outliers before weights are quantised. Stored is W
 * H^T by groups of inputs, where H is a Kronecker power of the matrix of {@link #FOUR} halved. H is
 * symmetric and its own inverse, so that what was rotated is rotated again. (ComfyUI,
 * comfy-kitchen, tensor/int8_utils.py.)
 */
public final class ConvRot {
  /** Inputs of a group where nothing else is said. */
  public static final int USUAL = 256;

  private static final int BASE = 4;

  private ConvRot() {}

  /** Whether there is such a matrix of that size: a power of four, more than one. */
  public static boolean possible(long group) {
    return group >= BASE
        && group <= 1 << 16
        && Long.bitCount(group) == 1
        && Long.numberOfTrailingZeros(group) % 2 == 0;
  }

  /**
   * Rows turned back.
   *
   * @param group inputs that were rotated together, a power of four that divides the width
   */
  public static RowDecoder undo(RowDecoder rotated, int width, int group) {
    return (row, count, to, at) -> {
      rotated.decode(row, count, to, at);
      for (int from = at; from < at + count * width; from += group) {
        rotate(to, from, group);
      }
    };
  }

  /** A vector times the matrix: four at a time, nearest first, then ever further apart. */
  static void rotate(float[] v, int from, int group) {
    for (int apart = 1; apart < group; apart *= BASE) {
      for (int i = 0; i < group; i++) {
        if (i / apart % BASE == 0) {
          four(v, from + i, apart);
        }
      }
    }
  }

  /** Times [[1,1,1,-1],[1,1,-1,1],[1,-1,1,1],[-1,1,1,1]] / 2. */
  private static void four(float[] v, int at, int apart) {
    float a = v[at];
    float b = v[at + apart];
    float c = v[at + 2 * apart];
    float d = v[at + 3 * apart];
    float half = (a + b + c + d) / 2;
    v[at] = half - d;
    v[at + apart] = half - c;
    v[at + 2 * apart] = half - b;
    v[at + 3 * apart] = half - a;
  }
}
