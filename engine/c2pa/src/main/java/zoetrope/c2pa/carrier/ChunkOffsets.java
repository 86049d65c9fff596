package zoetrope.c2pa.carrier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import zoetrope.c2pa.format.MalformedException;

/** The places of a film's samples, which {@code stco} and {@code co64} boxes give as offsets. */
final class ChunkOffsets {
  private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia", "minf", "stbl");
  private static final int MAX_DEPTH = 8;

  private ChunkOffsets() {}

  /**
   * Adds {@code shift} to all offsets from {@code from} on.
   *
   * @param moov a whole {@code moov} box, changed in place
   * @throws MalformedException where an offset of 32 bits would overflow
   */
  static void shift(byte[] moov, long from, long shift) {
    shift(ByteBuffer.wrap(moov), 0, moov.length, from, shift, 0);
  }

  private static void shift(ByteBuffer b, int start, int end, long from, long shift, int depth) {
    int at = start;
    while (at < end) {
      long size = end - at < 8 ? 0 : b.getInt(at) & 0xFFFF_FFFFL;
      if (size < 8 || size > end - at || depth > MAX_DEPTH) {
        throw new MalformedException("moov is laid out in a way that is not known");
      }
      String type = new String(b.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
      int last = at + (int) size;
      if (PARENTS.contains(type)) {
        shift(b, at + 8, last, from, shift, depth + 1);
      } else if (type.equals("stco")) {
        entries(b, at, last, 4, from, shift);
      } else if (type.equals("co64")) {
        entries(b, at, last, 8, from, shift);
      }
      at = last;
    }
  }

  private static void entries(ByteBuffer b, int at, int end, int width, long from, long shift) {
    long count = end - at < 16 ? 0 : b.getInt(at + 12) & 0xFFFF_FFFFL;
    if (count * width > end - at - 16) {
      throw new MalformedException("a table of offsets is cut off");
    }
    for (int i = 0; i < count; i++) {
      int place = at + 16 + i * width;
      long offset = width == 4 ? b.getInt(place) & 0xFFFF_FFFFL : b.getLong(place);
      if (offset < from) {
        continue;
      }
      if (width == 8) {
        b.putLong(place, offset + shift);
      } else if (offset + shift > 0xFFFF_FFFFL) {
        throw new MalformedException("the film is too large for its offsets of 32 bits");
      } else {
        b.putInt(place, (int) (offset + shift));
      }
    }
  }
}
