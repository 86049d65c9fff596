package zoetrope.diffusion.checkpoint.pickle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import zoetrope.diffusion.checkpoint.decode.FormatException;

/** The bytes of a pickle, one after the other and never beyond their end. */
final class PickleInput {
  private static final int LONGEST_TEXT = 1 << 16;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private long at;

  PickleInput(MemorySegment bytes) {
    this.bytes = bytes;
  }

  long at() {
    return at;
  }

  long skip(long n) {
    if (n < 0 || n > bytes.byteSize() - at) {
      throw new FormatException("its pickle ends too early, or has a wrong length at " + at);
    }
    long before = at;
    at += n;
    return before;
  }

  int u8() {
    return bytes.get(ValueLayout.JAVA_BYTE, skip(1)) & 0xFF;
  }

  int u16() {
    return u8() | u8() << 8;
  }

  int i32() {
    return bytes.get(INT, skip(4));
  }

  long i64() {
    return bytes.get(LONG, skip(8));
  }

  /** A number of so many bytes, the lowest first, with a sign. */
  long whole(int length) {
    if (length > 8) {
      throw new FormatException("its pickle has a number of " + length + " bytes");
    }
    long out = 0;
    for (int i = 0; i < length; i++) {
      out |= (long) u8() << 8 * i;
    }
    return length == 0 || length == 8 ? out : out << 64 - 8 * length >> 64 - 8 * length;
  }

  String text(long length) {
    if (length > LONGEST_TEXT) {
      throw new FormatException("its pickle has a text of " + length + " bytes");
    }
    long from = skip(length);
    byte[] letters = bytes.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(letters, StandardCharsets.UTF_8);
  }

  /** Letters up to the end of a line. */
  String line() {
    StringBuilder out = new StringBuilder();
    for (int c = u8(); c != '\n'; c = u8()) {
      if (out.length() >= LONGEST_TEXT) {
        throw new FormatException("its pickle has a line without an end");
      }
      out.append((char) c);
    }
    return out.toString();
  }
}
