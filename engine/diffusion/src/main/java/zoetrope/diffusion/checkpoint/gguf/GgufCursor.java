package zoetrope.diffusion.checkpoint.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import zoetrope.diffusion.checkpoint.decode.FormatException;

/** Reads a file from its beginning on, and never beyond its end. */
final class GgufCursor {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment file;
  private long at;

  GgufCursor(MemorySegment file, long at) {
    this.file = file;
    this.at = at;
  }

  long at() {
    return at;
  }

  /** Goes over bytes and tells where they began. */
  long skip(long bytes) {
    if (bytes < 0 || bytes > file.byteSize() - at) {
      throw new FormatException(
          "the file ends inside its header, or a length in it is wrong ("
              + Long.toUnsignedString(bytes)
              + " bytes at "
              + at
              + " of "
              + file.byteSize()
              + ")");
    }
    long before = at;
    at += bytes;
    return before;
  }

  int u8() {
    return file.get(ValueLayout.JAVA_BYTE, skip(1)) & 0xFF;
  }

  int i32() {
    return file.get(INT, skip(4));
  }

  long i64() {
    return file.get(LONG, skip(8));
  }

  /** A length and so many bytes of UTF-8. */
  String text(long longest) {
    long length = i64();
    if (length > longest && length <= file.byteSize() - at) {
      throw new FormatException("a name in it has " + length + " bytes");
    }
    long from = skip(length);
    byte[] letters = file.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(letters, StandardCharsets.UTF_8);
  }
}
