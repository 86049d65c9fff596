package zoetrope.diffusion.checkpoint.decode;

/** The two 8-bit floats of safetensors (Micikevicius et al. 2022, arXiv 2209.05433). */
final class Float8 {
  private static final int MANTISSA = 3;
  private static final int BIAS = 7;

  private Float8() {}

  /** One sign, four exponent and three mantissa bits; no infinity, 0x7f and 0xff are NaN. */
  static float e4m3(byte code) {
    int exponent = code >> MANTISSA & 15;
    int mantissa = code & 7;
    if (exponent == 15 && mantissa == 7) {
      return Float.NaN;
    }
    // Below the smallest exponent the leading one is missing.
    float size =
        exponent == 0
            ? Math.scalb((float) mantissa, 1 - BIAS - MANTISSA)
            : Math.scalb((float) (8 + mantissa), exponent - BIAS - MANTISSA);
    return code < 0 ? -size : size;
  }

  /** One sign, five exponent and two mantissa bits: the upper half of a 16-bit float. */
  static float e5m2(byte code) {
    return Float.float16ToFloat((short) (code << 8));
  }
}
