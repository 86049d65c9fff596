package zoetrope.diffusion.checkpoint.pickle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.checkpoint.decode.FormatException;

/**
 * A ZIP archive whose entries are stored as they are, so that they can be read where they lie
 * (PKWARE, APPNOTE.TXT; ZIP64 included). An archive that two readers could understand in two ways
 * is refused.
 *
 * @param entries by their names
 */
record StoredZip(Map<String, Entry> entries) {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_REMARK = 0xFFFF;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int LISTED = 0x02014b50;
  private static final int LISTED_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ENCRYPTED = 1;
  private static final long IN_64 = 0xFFFF_FFFFL;
  private static final long MOST = 1 << 16;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Where an entry's bytes lie. */
  record Entry(long offset, long length) {}

  /** Whether a file begins as such an archive does. */
  static boolean begins(MemorySegment file) {
    return file.byteSize() >= END_BYTES && file.get(INT, 0) == LOCAL;
  }

  /**
   * Reads the list of entries.
   *
   * @throws FormatException when it is damaged, or holds what is compressed or encrypted
   */
  static StoredZip read(MemorySegment file) {
    try {
      return list(file);
    } catch (IndexOutOfBoundsException e) {
      throw cut();
    }
  }

  private static FormatException cut() {
    return new FormatException("its ZIP archive is cut off, or has a wrong length in it");
  }

  private static StoredZip list(MemorySegment file) {
    long end = end(file);
    long count = u16(file, end + 10);
    long size = u32(file, end + 12);
    long at = u32(file, end + 16);
    if (count == 0xFFFF || size == IN_64 || at == IN_64) {
      long locator = end - LOCATOR_BYTES;
      if (locator < 0 || file.get(INT, locator) != LOCATOR) {
        throw cut();
      }
      long wide = file.get(LONG, locator + 8);
      if (wide < 0 || wide > locator || file.get(INT, wide) != END_64) {
        throw cut();
      }
      count = file.get(LONG, wide + 32);
      at = file.get(LONG, wide + 48);
    }
    if (count < 0 || count > MOST || at < 0 || at > end) {
      throw cut();
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      if (file.get(INT, at) != LISTED) {
        throw cut();
      }
      at = add(file, at, entries);
    }
    apart(entries);
    return new StoredZip(entries);
  }

  private static long end(MemorySegment file) {
    long last = file.byteSize() - END_BYTES;
    for (long at = last; at >= Math.max(0, last - LONGEST_REMARK); at--) {
      if (file.get(INT, at) == END && at + END_BYTES + u16(file, at + 20) == file.byteSize()) {
        return at;
      }
    }
    throw cut();
  }

  /** Adds a listed entry and tells where the next one begins. */
  private static long add(MemorySegment file, long at, Map<String, Entry> to) {
    int name = u16(file, at + 28);
    int extra = u16(file, at + 30);
    String called = name(file, at + LISTED_BYTES, name);
    if ((u16(file, at + 8) & ENCRYPTED) != 0) {
      throw new FormatException("its entry " + called + " is encrypted");
    }
    if (u16(file, at + 10) != 0) {
      throw new FormatException("its entry " + called + " is compressed, which PyTorch never does");
    }
    long[] figures = {u32(file, at + 24), u32(file, at + 20), u32(file, at + 42)};
    widen(file, at + LISTED_BYTES + name, extra, figures);
    if (figures[0] != figures[1]) {
      throw new FormatException("its entry " + called + " has two lengths");
    }
    long local = figures[2];
    if (local < 0 || file.get(INT, local) != LOCAL) {
      throw cut();
    }
    int localName = u16(file, local + 26);
    if (!name(file, local + LOCAL_BYTES, localName).equals(called)) {
      throw new FormatException("its entry " + called + " has two names");
    }
    long from = local + LOCAL_BYTES + localName + u16(file, local + 28);
    if (figures[0] < 0 || from > file.byteSize() || figures[0] > file.byteSize() - from) {
      throw cut();
    }
    if (to.putIfAbsent(called, new Entry(from, figures[0])) != null) {
      throw new FormatException("it has two entries called " + called);
    }
    return at + LISTED_BYTES + name + extra + u16(file, at + 32);
  }

  /**
   * Puts in the figures of 64 bits that did not fit into 32.
   *
   * @param figures length, compressed length, place
   */
  private static void widen(MemorySegment file, long at, int length, long[] figures) {
    long end = at + length;
    for (long field = at; field + 4 <= end; field += 4 + u16(file, field + 2)) {
      if (u16(file, field) == 1) {
        long next = field + 4;
        for (int i = 0; i < figures.length; i++) {
          if (figures[i] == IN_64) {
            figures[i] = file.get(LONG, next);
            next += 8;
          }
        }
        return;
      }
    }
  }

  /** No byte belongs to two entries. */
  private static void apart(Map<String, Entry> entries) {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Comparator.comparingLong(e -> e.getValue().offset()));
    long before = 0;
    for (Map.Entry<String, Entry> e : sorted) {
      if (e.getValue().offset() < before) {
        throw new FormatException("its entry " + e.getKey() + " overlaps another one");
      }
      before = e.getValue().offset() + e.getValue().length();
    }
  }

  private static String name(MemorySegment file, long at, int length) {
    return new String(
        file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  private static int u16(MemorySegment file, long at) {
    return file.get(SHORT, at) & 0xFFFF;
  }

  private static long u32(MemorySegment file, long at) {
    return file.get(INT, at) & IN_64;
  }
}
