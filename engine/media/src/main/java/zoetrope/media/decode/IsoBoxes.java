package zoetrope.media.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Looks through the boxes of MP4, QuickTime and their kin for a list of items, which only pictures
 * have: FFmpeg's reader of items falls over damaged ones, so that it is not given any.
 */
final class IsoBoxes {
  private static final Set<String> FULL_OF_BOXES =
      Set.of(
          "moov", "trak", "mdia", "minf", "stbl", "udta", "edts", "mvex", "moof", "traf", "wave");

  private static final int MAX_DEPTH = 8;
  private static final int MAX_BOXES = 100_000;

  private final FileChannel file;
  private int boxes;

  private IsoBoxes(FileChannel file) {
    this.file = file;
  }

  /** Whether a file has items; false where it cannot be read or is of another kind. */
  static boolean items(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new IsoBoxes(channel).items(0, channel.size(), 0);
    } catch (IOException _) {
      return false; // opening it will say why
    }
  }

  private boolean items(long from, long end, int depth) throws IOException {
    long at = from;
    while (at + 8 <= end && boxes++ < MAX_BOXES) {
      ByteBuffer head = bytes(at, 16);
      long size = head.getInt() & 0xFFFF_FFFFL;
      byte[] name = new byte[4];
      head.get(name);
      String type = new String(name, StandardCharsets.ISO_8859_1);
      long body = at + (size == 1 ? 16 : 8);
      long length = size == 0 ? end - at : size == 1 ? head.getLong() : size;
      if (type.equals("iinf")) {
        return true;
      }
      if (length < 8) {
        return false;
      }
      long stop = Math.min(end, at + length);
      boolean deeper = depth < MAX_DEPTH && stop > body;
      if (deeper
          && type.equals("meta")
          && (items(body, stop, depth + 1) || later(body, stop, depth))) {
        return true;
      }
      if (deeper && FULL_OF_BOXES.contains(type) && items(body, stop, depth + 1)) {
        return true;
      }
      at += length;
      if (at < 0) {
        return false;
      }
    }
    return false;
  }

  /** ISO's box of this name has a version before its boxes, QuickTime's has not. */
  private boolean later(long body, long stop, int depth) throws IOException {
    return items(body + 4, stop, depth + 1);
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(length);
    while (b.hasRemaining() && file.read(b, at + b.position()) >= 0) {
      // Until it is full or the file has ended; what is missing is nought.
    }
    return b.rewind();
  }
}
