package zoetrope.diffusion.checkpoint.gguf;

import static zoetrope.diffusion.checkpoint.gguf.Block.half;
import static zoetrope.diffusion.checkpoint.gguf.Block.u8;

/** Blocks of 256 values, whose groups of 16 or 32 have scales that are quantised themselves. */
final class KBlocks {
  private static final int HALF = 128;
  private static final int GROUP = 16;
  private static final int LANES = 32;

  private KBlocks() {}

  /** 16 scales and least values of 4 bits, 64 bytes of four values, their scale and least. */
  static void q2(byte[] b, int at, float[] to, int start) {
    float d = half(b, at + 80);
    float least = half(b, at + 82);
    for (int group = 0; group < 16; group++) {
      int both = u8(b, at + group);
      float scale = d * (both & 15);
      float offset = least * (both >> 4);
      int bits = at + 16 + group / 8 * LANES + group % 2 * GROUP;
      int shift = group % 8 / 2 * 2;
      for (int i = 0; i < GROUP; i++) {
        to[start + group * GROUP + i] = scale * (u8(b, bits + i) >> shift & 3) - offset;
      }
    }
  }

  /** Third bits, 64 bytes of four values, 16 scales of 6 bits in 12 bytes, their scale. */
  static void q3(byte[] b, int at, float[] to, int start) {
    float d = half(b, at + 108);
    for (int group = 0; group < 16; group++) {
      float scale = d * (q3scale(b, at + 96, group) - 32);
      int bits = at + 32 + group / 8 * LANES + group % 2 * GROUP;
      int third = at + group % 2 * GROUP;
      int shift = group % 8 / 2 * 2;
      for (int i = 0; i < GROUP; i++) {
        int high = u8(b, third + i) >> group / 2 & 1;
        to[start + group * GROUP + i] = scale * ((u8(b, bits + i) >> shift & 3) - (1 - high) * 4);
      }
    }
  }

  /** Lower four bits in the first 8 bytes, upper two in the last 4. */
  private static int q3scale(byte[] b, int at, int group) {
    int low = u8(b, at + group % 8) >> group / 8 * 4 & 15;
    int high = u8(b, at + 8 + group % 4) >> group / 4 * 2 & 3;
    return low | high << 4;
  }

  /** Scale and least value, 8 of both in 12 bytes, 128 bytes of two values. */
  static void q4(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    float least = half(b, at + 2);
    for (int group = 0; group < 8; group++) {
      float scale = d * scale(b, at + 4, group);
      float offset = least * least(b, at + 4, group);
      int bits = at + 16 + group / 2 * LANES;
      int shift = group % 2 * 4;
      for (int i = 0; i < LANES; i++) {
        to[start + group * LANES + i] = scale * (u8(b, bits + i) >> shift & 15) - offset;
      }
    }
  }

  /** As {@link #q4}, with 32 bytes of fifth bits between. */
  static void q5(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    float least = half(b, at + 2);
    for (int group = 0; group < 8; group++) {
      float scale = d * scale(b, at + 4, group);
      float offset = least * least(b, at + 4, group);
      int bits = at + 48 + group / 2 * LANES;
      int shift = group % 2 * 4;
      for (int i = 0; i < LANES; i++) {
        int fifth = (u8(b, at + 16 + i) >> group & 1) << 4;
        to[start + group * LANES + i] = scale * (u8(b, bits + i) >> shift & 15 | fifth) - offset;
      }
    }
  }

  /** Six bits: whole for the first four groups, for the others in two pieces. */
  private static int scale(byte[] b, int at, int group) {
    return group < 4
        ? u8(b, at + group) & 63
        : u8(b, at + group + 4) & 15 | u8(b, at + group - 4) >> 6 << 4;
  }

  private static int least(byte[] b, int at, int group) {
    return group < 4
        ? u8(b, at + group + 4) & 63
        : u8(b, at + group + 4) >> 4 | u8(b, at + group) >> 6 << 4;
  }

  /** 128 bytes of lower four bits, 64 of upper two, 16 signed scales, their scale; 32 is zero. */
  static void q6(byte[] b, int at, float[] to, int start) {
    float d = half(b, at + 208);
    for (int row = 0; row < 8; row++) {
      int half = row / 4;
      int quarter = row % 4;
      int low = at + half * 64 + quarter % 2 * LANES;
      int high = at + HALF + half * LANES;
      for (int i = 0; i < LANES; i++) {
        float scale = d * b[at + 192 + half * 8 + quarter * 2 + i / GROUP];
        int q = u8(b, low + i) >> quarter / 2 * 4 & 15 | (u8(b, high + i) >> quarter * 2 & 3) << 4;
        to[start + half * HALF + quarter * LANES + i] = scale * (q - 32);
      }
    }
  }

  /** Values that are not evenly spread, for codes of 4 bits. */
  private static final float[] UNEVEN = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  /** Blocks of 32: scale, then 16 bytes of two codes. */
  static void iq4nl(byte[] b, int at, float[] to, int start) {
    uneven(half(b, at), b, at + 2, to, start);
  }

  /** Scale, 8 scales of 6 bits (upper two first), 128 bytes of two codes. */
  static void iq4xs(byte[] b, int at, float[] to, int start) {
    float d = half(b, at);
    int high = u8(b, at + 2) | u8(b, at + 3) << 8;
    for (int group = 0; group < 8; group++) {
      int low = u8(b, at + 4 + group / 2) >> group % 2 * 4 & 15;
      float scale = d * ((low | (high >> group * 2 & 3) << 4) - 32);
      uneven(scale, b, at + 8 + group * GROUP, to, start + group * LANES);
    }
  }

  private static void uneven(float scale, byte[] b, int at, float[] to, int start) {
    for (int i = 0; i < GROUP; i++) {
      int two = u8(b, at + i);
      to[start + i] = scale * UNEVEN[two & 15];
      to[start + GROUP + i] = scale * UNEVEN[two >> 4];
    }
  }
}
