package zoetrope.diffusion.checkpoint.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Floats of 4 bits, two in a byte: one sign, two exponent and one mantissa bit (OCP Microscaling
 * Formats 1.0, E2M1).
 */
public enum Float4 {
  /** The first of two is in the upper half of its byte. */
  HIGH_FIRST(4),
  /** The first of two is in the lower half of its byte. */
  LOW_FIRST(0);

  private static final float[] VALUES = {
    0, .5f, 1, 1.5f, 2, 3, 4, 6, -0f, -.5f, -1, -1.5f, -2, -3, -4, -6
  };

  private final int first;

  Float4(int first) {
    this.first = first;
  }

  /**
   * Rows of such floats.
   *
   * @param width of a row, which is even
   */
  public RowDecoder rows(MemorySegment m, int width) {
    return (row, count, to, at) -> {
      long from = row * (width / 2);
      for (int i = 0; i < count * (width / 2); i++) {
        int two = m.get(ValueLayout.JAVA_BYTE, from + i);
        to[at + 2 * i] = VALUES[two >> first & 15];
        to[at + 2 * i + 1] = VALUES[two >> 4 - first & 15];
      }
    };
  }
}
