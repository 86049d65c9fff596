package zoetrope.media.colour;

/** Takes rows of stored values to 8-bit sRGB with straight alpha. Not for two threads at a time. */
public interface ToSrgb {
  /**
   * @param row 16 bits a sample: red, green, blue and alpha, or cyan, magenta, yellow, black and
   *     alpha, a pixel after the other
   * @param pixels how many
   * @param rgba receives four bytes a pixel from {@code at} on
   */
  void convert(short[] row, int pixels, byte[] rgba, int at);

  /** For values of a meaning. */
  static ToSrgb of(ColourSpace space) {
    return switch (space) {
      case ColourSpace.Standard _ -> ToSrgb::plain;
      case ColourSpace.PlainInks _ -> ToSrgb::inks;
      case ColourSpace.Icc icc -> new IccStep(icc.profile());
      case ColourSpace.Rgb rgb -> new RgbStep(rgb);
    };
  }

  private static void plain(short[] row, int pixels, byte[] rgba, int at) {
    for (int i = 0; i < 4 * pixels; i++) {
      rgba[at + i] = eight(row[i] & 0xFFFF);
    }
  }

  /** As FFmpeg and ImageMagick do where no profile says better. */
  private static void inks(short[] row, int pixels, byte[] rgba, int at) {
    for (int i = 0; i < pixels; i++) {
      long light = 0xFFFF - (row[5 * i + 3] & 0xFFFF);
      for (int c = 0; c < 3; c++) {
        long left = 0xFFFF - (row[5 * i + c] & 0xFFFF);
        rgba[at + 4 * i + c] = eight((int) ((left * light + 0x7FFF) / 0xFFFF));
      }
      rgba[at + 4 * i + 3] = eight(row[5 * i + 4] & 0xFFFF);
    }
  }

  /** The nearest of 8 bits. */
  static byte eight(int sixteen) {
    return (byte) ((sixteen * 255 + 0x7FFF) / 0xFFFF);
  }
}
