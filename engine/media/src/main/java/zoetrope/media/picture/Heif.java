package zoetrope.media.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a HEIF (ISO/IEC 23008-12), AVIF among them. Read by hand: FFmpeg's own reader of
 * these falls over damaged ones.
 */
final class Heif {
  /**
   * A property of items.
   *
   * @param data what follows the box's head
   */
  record Property(String type, ByteBuffer data) {}

  /** Items that an item refers to. */
  record Reference(String type, int from, List<Integer> to) {}

  private record Extent(boolean inside, long at, long length) {}

  private static final int MAX_ITEMS = 1 << 12;
  private static final long MAX_META = 1 << 26;
  private static final long MAX_DATA = 1 << 29;

  private final Bytes file;
  private final Map<Integer, String> types = new HashMap<>();
  private final Map<Integer, List<Extent>> places = new HashMap<>();
  private final List<Property> properties = new ArrayList<>();
  private final Map<Integer, List<Integer>> associations = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private ByteBuffer idat = ByteBuffer.allocate(0);
  private int primary = -1;

  private Heif(Bytes file) {
    this.file = file;
  }

  static Heif of(Bytes file) throws IOException {
    Heif heif = new Heif(file);
    long at = 0;
    while (at + 8 <= file.length()) {
      ByteBuffer head = file.at(at, 8);
      long size = head.getInt() & 0xFFFF_FFFFL;
      String type = name(head);
      if (type.equals("meta") && size >= 12 && size <= MAX_META) {
        heif.meta(file.at(at + 12, (int) size - 12));
        return heif;
      }
      if (size < 8) {
        size = size == 1 && at + 16 <= file.length() ? file.at(at + 8, 8).getLong() : 0;
      }
      if (size < 8) {
        break;
      }
      at += size;
    }
    throw new EOFException("there are no items in it");
  }

  int primary() {
    return primary;
  }

  String type(int item) {
    return types.getOrDefault(item, "");
  }

  /** Of an item, in their order. */
  List<Property> properties(int item) {
    return associations.getOrDefault(item, List.of()).stream()
        .filter(i -> i >= 1 && i <= properties.size())
        .map(i -> properties.get(i - 1))
        .toList();
  }

  Optional<ByteBuffer> property(int item, String type) {
    return properties(item).stream()
        .filter(p -> p.type.equals(type))
        .map(p -> p.data.duplicate())
        .findFirst();
  }

  List<Reference> references() {
    return references;
  }

  byte[] data(int item) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Extent e : places.getOrDefault(item, List.of())) {
      Bytes from = e.inside ? Bytes.of(array(idat.duplicate())) : file;
      long length = e.length == 0 ? from.length() - e.at : e.length;
      if (length < 0 || out.size() + length > MAX_DATA) {
        throw new EOFException("an item is longer than the file");
      }
      out.writeBytes(array(from.at(e.at, (int) length)));
    }
    return out.toByteArray();
  }

  static byte[] array(ByteBuffer b) {
    byte[] out = new byte[b.remaining()];
    b.get(out);
    return out;
  }

  static String name(ByteBuffer b) {
    byte[] four = new byte[4];
    b.get(four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }

  private void meta(ByteBuffer meta) throws IOException {
    for (Property box : boxes(meta)) {
      ByteBuffer b = box.data;
      switch (box.type) {
        case "pitm" -> primary = number(b, version(b) == 0 ? 2 : 4);
        case "iinf" -> items(b);
        case "iloc" -> locations(b);
        case "iref" -> refers(b);
        case "iprp" -> {
          for (Property inner : boxes(b)) {
            if (inner.type.equals("ipco")) {
              properties.addAll(boxes(inner.data));
            } else if (inner.type.equals("ipma")) {
              associate(inner.data);
            }
          }
        }
        case "idat" -> idat = b;
        default -> {}
      }
    }
  }

  private static List<Property> boxes(ByteBuffer all) {
    List<Property> out = new ArrayList<>();
    ByteBuffer b = all.duplicate();
    while (b.remaining() >= 8 && out.size() < MAX_ITEMS) {
      long size = b.getInt() & 0xFFFF_FFFFL;
      String type = name(b);
      if (size < 8 || size - 8 > b.remaining()) {
        break;
      }
      out.add(new Property(type, b.slice(b.position(), (int) size - 8)));
      b.position(b.position() + (int) size - 8);
    }
    return out;
  }

  /** Reads version and flags. */
  private static int version(ByteBuffer b) {
    return b.getInt() >>> 24;
  }

  private static int number(ByteBuffer b, int size) {
    return size == 2 ? b.getShort() & 0xFFFF : b.getInt();
  }

  private void items(ByteBuffer b) {
    number(b, version(b) == 0 ? 2 : 4);
    for (Property entry : boxes(b)) {
      ByteBuffer e = entry.data;
      int version = version(e);
      if (version >= 2) {
        int id = number(e, version == 2 ? 2 : 4);
        e.getShort();
        types.put(id, name(e));
      }
    }
  }

  private void locations(ByteBuffer b) {
    int version = version(b);
    int sizes = b.getShort() & 0xFFFF;
    int count = number(b, version < 2 ? 2 : 4);
    for (int i = 0; i < count && i < MAX_ITEMS; i++) {
      int id = number(b, version < 2 ? 2 : 4);
      boolean inside = version > 0 && (b.getShort() & 15) == 1;
      b.getShort();
      long base = size(b, sizes >> 4 & 15);
      int extents = b.getShort() & 0xFFFF;
      List<Extent> all = new ArrayList<>();
      for (int k = 0; k < extents; k++) {
        if (version > 0) {
          size(b, sizes & 15);
        }
        long offset = size(b, sizes >> 12 & 15);
        all.add(new Extent(inside, base + offset, size(b, sizes >> 8 & 15)));
      }
      places.put(id, all);
    }
  }

  private static long size(ByteBuffer b, int bytes) {
    return switch (bytes) {
      case 4 -> b.getInt() & 0xFFFF_FFFFL;
      case 8 -> b.getLong();
      default -> 0;
    };
  }

  private void associate(ByteBuffer b) {
    int head = b.getInt();
    boolean wide = (head & 1) != 0;
    int count = b.getInt();
    for (int i = 0; i < count && i < MAX_ITEMS; i++) {
      int id = number(b, head >>> 24 == 0 ? 2 : 4);
      int n = b.get() & 255;
      List<Integer> all = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        all.add(wide ? b.getShort() & 0x7FFF : b.get() & 0x7F);
      }
      associations.put(id, all);
    }
  }

  private void refers(ByteBuffer b) {
    int size = version(b) == 0 ? 2 : 4;
    for (Property box : boxes(b)) {
      int from = number(box.data, size);
      int count = box.data.getShort() & 0xFFFF;
      List<Integer> to = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        to.add(number(box.data, size));
      }
      references.add(new Reference(box.type, from, to));
    }
  }
}
