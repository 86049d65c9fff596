package zoetrope.media.colour;

import java.util.function.DoubleUnaryOperator;

/**
 * A function of light as a table whose steps grow with the light, as the eye's do: from 2^-20 to
 * 2^6, a thousandth apart. Less is 0, more is as the most.
 */
final class Curve {
  private static final int BITS = 10;
  private static final int SHIFT = 23 - BITS;
  private static final int LEAST = Float.floatToIntBits(0x1p-20f) >>> SHIFT;
  private static final int MOST = Float.floatToIntBits(0x1p6f) >>> SHIFT;

  private final float[] table = new float[MOST - LEAST + 1];
  private final float nought;

  Curve(DoubleUnaryOperator f) {
    nought = (float) f.applyAsDouble(0);
    for (int i = 0; i < table.length; i++) {
      float low = Float.intBitsToFloat((LEAST + i) << SHIFT);
      float high = Float.intBitsToFloat((LEAST + i + 1) << SHIFT);
      table[i] = (float) f.applyAsDouble((low + high) / 2);
    }
  }

  float of(float light) {
    int i = (Float.floatToIntBits(light) >>> SHIFT) - LEAST;
    return light <= 0 || i < 0 ? nought : table[Math.min(i, table.length - 1)];
  }
}
