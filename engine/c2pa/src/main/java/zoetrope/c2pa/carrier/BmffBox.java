package zoetrope.c2pa.carrier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import zoetrope.c2pa.format.MalformedException;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12, 4.2).
 *
 * @param type four letters
 * @param start of its header in the file
 * @param header bytes of its header, 8 or 16
 * @param end after its last byte
 */
public record BmffBox(String type, long start, int header, long end) {
  /** Fragmented films have two a second; no film of ours has more than a handful. */
  private static final int MAX_BOXES = 1 << 16;

  public Range range() {
    return new Range(start, end - start);
  }

  public long size() {
    return end - start;
  }

  /** The boxes that fill a part of a file; throws {@link MalformedException} where they do not. */
  public static List<BmffBox> in(FileChannel file, Range part) throws IOException {
    List<BmffBox> boxes = new ArrayList<>();
    long at = part.start();
    while (at < part.end()) {
      if (boxes.size() == MAX_BOXES) {
        throw new MalformedException("more than " + MAX_BOXES + " boxes");
      }
      BmffBox box = at(file, at, part.end());
      boxes.add(box);
      at = box.end();
    }
    return boxes;
  }

  private static BmffBox at(FileChannel file, long at, long limit) throws IOException {
    if (limit - at < 8) {
      throw new MalformedException("a box is cut off at " + at);
    }
    ByteBuffer head = ByteBuffer.wrap(Hashes.read(file, new Range(at, Math.min(16, limit - at))));
    long size = head.getInt() & 0xFFFF_FFFFL;
    byte[] type = new byte[4];
    head.get(type);
    int header = 8;
    if (size == 1) {
      if (head.remaining() < 8) {
        throw new MalformedException("a box is cut off at " + at);
      }
      size = head.getLong();
      header = 16;
    } else if (size == 0) {
      size = limit - at; // it reaches to the end of the file
    }
    if (size < header || size > limit - at) {
      throw new MalformedException("the box at " + at + " reaches beyond what it lies in");
    }
    return new BmffBox(new String(type, StandardCharsets.ISO_8859_1), at, header, at + size);
  }
}
