package zoetrope.diffusion.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The blocks of GGUF as ggml-quants.c reads them, loop for loop, one block after the other: what
 * the engine's own decoders are held to.
 */
public enum GgufReference {
  Q4_0(2, 32, 18) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      for (int j = 0; j < 16; j++) {
        int q = b.get() & 0xFF;
        y[o + j] = ((q & 0x0F) - 8) * d;
        y[o + j + 16] = ((q >> 4) - 8) * d;
      }
    }
  },
  Q4_1(3, 32, 20) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      float m = half(b);
      for (int j = 0; j < 16; j++) {
        int q = b.get() & 0xFF;
        y[o + j] = (q & 0x0F) * d + m;
        y[o + j + 16] = (q >> 4) * d + m;
      }
    }
  },
  Q5_0(6, 32, 22) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      int qh = b.getInt();
      for (int j = 0; j < 16; j++) {
        int q = b.get() & 0xFF;
        int xh0 = ((qh >>> j) << 4) & 0x10;
        int xh1 = (qh >>> (j + 12)) & 0x10;
        y[o + j] = (((q & 0x0F) | xh0) - 16) * d;
        y[o + j + 16] = (((q >> 4) | xh1) - 16) * d;
      }
    }
  },
  Q5_1(7, 32, 24) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      float m = half(b);
      int qh = b.getInt();
      for (int j = 0; j < 16; j++) {
        int q = b.get() & 0xFF;
        int xh0 = ((qh >>> j) << 4) & 0x10;
        int xh1 = (qh >>> (j + 12)) & 0x10;
        y[o + j] = ((q & 0x0F) | xh0) * d + m;
        y[o + j + 16] = ((q >> 4) | xh1) * d + m;
      }
    }
  },
  Q8_0(8, 32, 34) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      for (int j = 0; j < 32; j++) {
        y[o + j] = b.get() * d;
      }
    }
  },
  Q2_K(10, 256, 84) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      int[] scales = unsigned(b, 16);
      int[] q = unsigned(b, 64);
      float d = half(b);
      float min = half(b);
      int is = 0;
      int at = o;
      for (int n = 0; n < 256; n += 128) {
        int from = n / 4;
        for (int shift = 0; shift < 8; shift += 2) {
          for (int l16 = 0; l16 < 32; l16 += 16) {
            int sc = scales[is++];
            float dl = d * (sc & 0xF);
            float ml = min * (sc >> 4);
            for (int l = 0; l < 16; l++) {
              y[at++] = dl * ((q[from + l16 + l] >> shift) & 3) - ml;
            }
          }
        }
      }
    }
  },
  Q3_K(11, 256, 110) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      int[] hm = unsigned(b, 32);
      int[] q = unsigned(b, 64);
      int aux0 = b.getInt();
      int aux1 = b.getInt();
      int tmp = b.getInt();
      float d = half(b);
      int k1 = 0x03030303;
      int k2 = 0x0f0f0f0f;
      int[] aux = {
        (aux0 & k2) | ((tmp & k1) << 4),
        (aux1 & k2) | (((tmp >>> 2) & k1) << 4),
        ((aux0 >>> 4) & k2) | (((tmp >>> 4) & k1) << 4),
        ((aux1 >>> 4) & k2) | (((tmp >>> 6) & k1) << 4)
      };
      int is = 0;
      int at = o;
      int m = 1;
      for (int n = 0; n < 256; n += 128) {
        int from = n / 4;
        for (int shift = 0; shift < 8; shift += 2) {
          for (int l16 = 0; l16 < 32; l16 += 16) {
            float dl = d * ((aux[is / 4] >>> (8 * (is % 4)) & 0xFF) - 32);
            is++;
            for (int l = 0; l < 16; l++) {
              int high = (hm[l16 + l] & m) != 0 ? 0 : 4;
              y[at++] = dl * (((q[from + l16 + l] >> shift) & 3) - high);
            }
          }
          m <<= 1;
        }
      }
    }
  },
  Q4_K(12, 256, 144) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      float min = half(b);
      int[] scales = unsigned(b, 12);
      int[] q = unsigned(b, 128);
      int at = o;
      for (int j = 0; j < 256; j += 64) {
        int is = j / 32;
        float d1 = d * scaleMin(scales, is)[0];
        float m1 = min * scaleMin(scales, is)[1];
        float d2 = d * scaleMin(scales, is + 1)[0];
        float m2 = min * scaleMin(scales, is + 1)[1];
        for (int l = 0; l < 32; l++) {
          y[at++] = d1 * (q[j / 2 + l] & 0xF) - m1;
        }
        for (int l = 0; l < 32; l++) {
          y[at++] = d2 * (q[j / 2 + l] >> 4) - m2;
        }
      }
    }
  },
  Q5_K(13, 256, 176) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      float min = half(b);
      int[] scales = unsigned(b, 12);
      int[] qh = unsigned(b, 32);
      int[] ql = unsigned(b, 128);
      int at = o;
      int u1 = 1;
      int u2 = 2;
      for (int j = 0; j < 256; j += 64) {
        int is = j / 32;
        float d1 = d * scaleMin(scales, is)[0];
        float m1 = min * scaleMin(scales, is)[1];
        float d2 = d * scaleMin(scales, is + 1)[0];
        float m2 = min * scaleMin(scales, is + 1)[1];
        for (int l = 0; l < 32; l++) {
          y[at++] = d1 * ((ql[j / 2 + l] & 0xF) + ((qh[l] & u1) != 0 ? 16 : 0)) - m1;
        }
        for (int l = 0; l < 32; l++) {
          y[at++] = d2 * ((ql[j / 2 + l] >> 4) + ((qh[l] & u2) != 0 ? 16 : 0)) - m2;
        }
        u1 <<= 2;
        u2 <<= 2;
      }
    }
  },
  Q6_K(14, 256, 210) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      int[] ql = unsigned(b, 128);
      int[] qh = unsigned(b, 64);
      byte[] sc = new byte[16];
      b.get(sc);
      float d = half(b);
      for (int n = 0; n < 2; n++) {
        int l0 = 64 * n;
        int h0 = 32 * n;
        int s0 = 8 * n;
        int y0 = o + 128 * n;
        for (int l = 0; l < 32; l++) {
          int is = s0 + l / 16;
          int q1 = ((ql[l0 + l] & 0xF) | ((qh[h0 + l] & 3) << 4)) - 32;
          int q2 = ((ql[l0 + l + 32] & 0xF) | (((qh[h0 + l] >> 2) & 3) << 4)) - 32;
          int q3 = ((ql[l0 + l] >> 4) | (((qh[h0 + l] >> 4) & 3) << 4)) - 32;
          int q4 = ((ql[l0 + l + 32] >> 4) | (((qh[h0 + l] >> 6) & 3) << 4)) - 32;
          y[y0 + l] = d * sc[is] * q1;
          y[y0 + l + 32] = d * sc[is + 2] * q2;
          y[y0 + l + 64] = d * sc[is + 4] * q3;
          y[y0 + l + 96] = d * sc[is + 6] * q4;
        }
      }
    }
  },
  IQ4_NL(20, 32, 18) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      for (int j = 0; j < 16; j++) {
        int q = b.get() & 0xFF;
        y[o + j] = d * UNEVEN[q & 0xF];
        y[o + j + 16] = d * UNEVEN[q >> 4];
      }
    }
  },
  IQ4_XS(23, 256, 136) {
    @Override
    void block(ByteBuffer b, float[] y, int o) {
      float d = half(b);
      int h = b.getShort() & 0xFFFF;
      int[] low = unsigned(b, 4);
      for (int ib = 0; ib < 8; ib++) {
        int ls = (low[ib / 2] >> (4 * (ib % 2)) & 0xF) | (((h >> (2 * ib)) & 3) << 4);
        float dl = d * (ls - 32);
        for (int j = 0; j < 16; j++) {
          int q = b.get() & 0xFF;
          y[o + 32 * ib + j] = dl * UNEVEN[q & 0xF];
          y[o + 32 * ib + j + 16] = dl * UNEVEN[q >> 4];
        }
      }
    }
  };

  private static final int[] UNEVEN = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  private final int id;
  private final int elements;
  private final int size;

  GgufReference(int id, int elements, int size) {
    this.id = id;
    this.elements = elements;
    this.size = size;
  }

  /** Its number in files. */
  public int id() {
    return id;
  }

  /** Values in a block. */
  public int elements() {
    return elements;
  }

  /** Bytes that so many values take. */
  public int bytes(long values) {
    return Math.toIntExact(values / elements * size);
  }

  abstract void block(ByteBuffer b, float[] y, int o);

  /** All values of some blocks. */
  public float[] decode(byte[] blocks) {
    float[] out = new float[blocks.length / size * elements];
    for (int i = 0; i < blocks.length / size; i++) {
      ByteBuffer b = ByteBuffer.wrap(blocks, i * size, size).order(ByteOrder.LITTLE_ENDIAN);
      block(b, out, i * elements);
    }
    return out;
  }

  /**
   * Blocks of random codes whose values are as large as weights are.
   *
   * @param size of the largest, about
   */
  public byte[] random(long values, java.util.Random random, float size) {
    byte[] out = new byte[bytes(values)];
    random.nextBytes(out);
    for (int i = 0; i < out.length / this.size; i++) {
      ByteBuffer b = ByteBuffer.wrap(out, i * this.size, this.size).order(ByteOrder.LITTLE_ENDIAN);
      for (int at : halves()) {
        float scale = size * (.5f + random.nextFloat()) / widest();
        b.putShort(b.position() + at, Float.floatToFloat16(scale));
      }
    }
    return out;
  }

  /** Where the 16-bit floats of a block lie. */
  private int[] halves() {
    return switch (this) {
      case Q4_0, Q5_0, Q8_0, IQ4_NL, IQ4_XS -> new int[] {0};
      case Q4_1, Q5_1, Q4_K, Q5_K -> new int[] {0, 2};
      case Q2_K -> new int[] {80, 82};
      case Q3_K -> new int[] {108};
      case Q6_K -> new int[] {208};
    };
  }

  /** What a scale of one makes of the largest code, about. */
  private float widest() {
    return switch (this) {
      case Q4_0 -> 8;
      case Q4_1, Q5_0 -> 16;
      case Q5_1 -> 32;
      case Q8_0, IQ4_NL -> 127;
      case Q2_K -> 45;
      case Q3_K -> 128;
      case Q4_K -> 945;
      case Q5_K -> 1953;
      case Q6_K, IQ4_XS -> 4064;
    };
  }

  private static float half(ByteBuffer b) {
    return Float.float16ToFloat(b.getShort());
  }

  private static int[] unsigned(ByteBuffer b, int count) {
    int[] out = new int[count];
    for (int i = 0; i < count; i++) {
      out[i] = b.get() & 0xFF;
    }
    return out;
  }

  /** get_scale_min_k4. */
  private static int[] scaleMin(int[] q, int j) {
    return j < 4
        ? new int[] {q[j] & 63, q[j + 4] & 63}
        : new int[] {
          (q[j + 4] & 0xF) | ((q[j - 4] >> 6) << 4), (q[j + 4] >> 4) | ((q[j] >> 6) << 4)
        };
  }
}
