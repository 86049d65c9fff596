package zoetrope.film.picture;

/** A picture that covers a whole canvas, bars included, handed out row by row from above. */
public interface PixelRows {
  /** Writes a row of opaque pixels, 0xFFRRGGBB, as wide as the canvas, from {@code at} on. */
  void row(int y, int[] out, int at);

  /** Packed 8-bit red, green and blue of the canvas's size. */
  static PixelRows packed(byte[] rgb, int width) {
    return (y, out, at) -> unpack(rgb, 3 * y * width, width, out, at);
  }

  /** Writes {@code n} opaque pixels of packed bytes that begin at {@code from}. */
  static void unpack(byte[] rgb, int from, int n, int[] out, int at) {
    for (int x = 0, i = from; x < n; x++, i += 3) {
      out[at + x] =
          Canvas.BLACK | (rgb[i] & 255) << 16 | (rgb[i + 1] & 255) << 8 | rgb[i + 2] & 255;
    }
  }
}
