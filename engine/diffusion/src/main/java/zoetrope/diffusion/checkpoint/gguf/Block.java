package zoetrope.diffusion.checkpoint.gguf;

/** Turns one block of quantised values into floats (ggml, ggml-quants.c, defines all of them). */
interface Block {
  /**
   * Decodes a block.
   *
   * @param b the bytes that hold it
   * @param at where it begins
   * @param to takes its values
   * @param start where the first of them goes
   */
  void decode(byte[] b, int at, float[] to, int start);

  /** A 16-bit float. */
  static float half(byte[] b, int at) {
    return Float.float16ToFloat((short) (b[at] & 0xFF | b[at + 1] << 8));
  }

  /** An unsigned byte. */
  static int u8(byte[] b, int at) {
    return b[at] & 0xFF;
  }

  /** Four bytes. */
  static int u32(byte[] b, int at) {
    return u8(b, at) | u8(b, at + 1) << 8 | u8(b, at + 2) << 16 | b[at + 3] << 24;
  }
}
