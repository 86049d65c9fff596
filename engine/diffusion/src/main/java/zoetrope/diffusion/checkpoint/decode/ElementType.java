package zoetrope.diffusion.checkpoint.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How a single number is stored, little-endian. */
public enum ElementType {
  F32(4) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      MemorySegment.copy(m, FLOAT, 4 * from, to, at, count);
    }
  },
  F16(2) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      // By way of an array, which Java's compiler turns into vector instructions and memory not.
      short[] part = new short[Math.min(count, PART)];
      for (int done = 0; done < count; done += part.length) {
        int n = Math.min(part.length, count - done);
        MemorySegment.copy(m, SHORT, 2 * (from + done), part, 0, n);
        for (int i = 0; i < n; i++) {
          to[at + done + i] = Float.float16ToFloat(part[i]);
        }
      }
    }
  },
  BF16(2) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = Float.intBitsToFloat(m.get(SHORT, 2 * (from + i)) << 16);
      }
    }
  },
  F8_E4M3(1) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = Float8.e4m3(m.get(ValueLayout.JAVA_BYTE, from + i));
      }
    }
  },
  F8_E5M2(1) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = Float8.e5m2(m.get(ValueLayout.JAVA_BYTE, from + i));
      }
    }
  },
  /** A power of two, 2^(code-127); 255 is NaN (OCP Microscaling Formats 1.0, section 5.4.1). */
  F8_E8M0(1) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      for (int i = 0; i < count; i++) {
        int code = m.get(ValueLayout.JAVA_BYTE, from + i) & 0xFF;
        to[at + i] = code == 0xFF ? Float.NaN : Math.scalb(1f, code - 127);
      }
    }
  },
  I8(1) {
    @Override
    public void read(MemorySegment m, long from, int count, float[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = m.get(ValueLayout.JAVA_BYTE, from + i);
      }
    }
  };

  /** Halves that are widened at a time. */
  private static final int PART = 1 << 13;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes that one takes. */
  public int bytes() {
    return bytes;
  }

  /**
   * Reads numbers one behind the other.
   *
   * @param m where number 0 begins
   * @param from the number of the first
   */
  public abstract void read(MemorySegment m, long from, int count, float[] to, int at);

  /** Numbers as they are stored, as rows. */
  public RowDecoder rows(MemorySegment m, int width) {
    return (row, count, to, at) -> read(m, row * width, Math.multiplyExact(count, width), to, at);
  }
}
