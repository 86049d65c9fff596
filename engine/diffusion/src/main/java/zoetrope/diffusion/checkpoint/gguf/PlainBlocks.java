package zoetrope.diffusion.checkpoint.gguf;

import static zoetrope.diffusion.checkpoint.gguf.Block.half;
import static zoetrope.diffusion.checkpoint.gguf.Block.u32;
import static zoetrope.diffusion.checkpoint.gguf.Block.u8;

/**
 * Blocks of 32 values with one scale. Of two values in a byte, the lower half belongs to the first
 * 16, the upper to the second 16.
 */
final class PlainBlocks {
  private static final int HALF = 16;

  private PlainBlocks() {}

  /** Scale, then 16 bytes; 8 is zero. */
  static void q40(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    for (int i = 0; i < HALF; i++) {
      int two = u8(b, at + 2 + i);
      to[start + i] = ((two & 15) - 8) * d;
      to[start + HALF + i] = ((two >> 4) - 8) * d;
    }
  }

  /** Scale, least value, then 16 bytes. */
  static void q41(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    float least = half(b, at + 2);
    for (int i = 0; i < HALF; i++) {
      int two = u8(b, at + 4 + i);
      to[start + i] = (two & 15) * d + least;
      to[start + HALF + i] = (two >> 4) * d + least;
    }
  }

  /** Scale, fifth bits of all values, then 16 bytes; 16 is zero. */
  static void q50(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    int fifth = u32(b, at + 2);
    for (int i = 0; i < HALF; i++) {
      int two = u8(b, at + 6 + i);
      to[start + i] = ((two & 15 | fifth(fifth, i)) - 16) * d;
      to[start + HALF + i] = ((two >> 4 | fifth(fifth, HALF + i)) - 16) * d;
    }
  }

  /** Scale, least value, fifth bits of all values, then 16 bytes. */
  static void q51(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    float least = half(b, at + 2);
    int fifth = u32(b, at + 4);
    for (int i = 0; i < HALF; i++) {
      int two = u8(b, at + 8 + i);
      to[start + i] = (two & 15 | fifth(fifth, i)) * d + least;
      to[start + HALF + i] = (two >> 4 | fifth(fifth, HALF + i)) * d + least;
    }
  }

  private static int fifth(int bits, int i) {
    return (bits >>> i & 1) << 4;
  }

  /** Scale, then 32 signed bytes. */
  static void q80(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    for (int i = 0; i < 2 * HALF; i++) {
      to[start + i] = b[at + 2 + i] * d;
    }
  }
}
