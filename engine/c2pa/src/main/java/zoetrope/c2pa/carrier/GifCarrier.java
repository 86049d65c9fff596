package zoetrope.c2pa.carrier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import zoetrope.c2pa.format.MalformedException;

/** GIF: an application extension before the first picture (C2PA 2.2, A.3.7). */
final class GifCarrier implements Carrier {
  private static final int EXTENSION = 0x21;
  private static final int APPLICATION = 0xFF;
  private static final int BLOCK = 255;

  /** Introducer, label, length, name and version. */
  private static final byte[] HEAD =
      "!\u00ff\u000bC2PA_GIF\u0001\0\0".getBytes(StandardCharsets.ISO_8859_1);

  static boolean recognises(byte[] head) {
    String start = new String(head, 0, Math.min(6, head.length), StandardCharsets.ISO_8859_1);
    return start.equals("GIF89a") || start.equals("GIF87a");
  }

  @Override
  public Range room(FileChannel file, int length) throws IOException {
    return new Range(screen(file), blocks(new byte[length]).length);
  }

  @Override
  public void copyWithRoom(FileChannel from, FileChannel to, int length) throws IOException {
    Range room = room(from, length);
    Hashes.append(from, new Range(0, room.start()), to);
    Hashes.write(to, new byte[(int) room.length()], room.start());
    Hashes.append(from, new Range(room.start(), from.size() - room.start()), to);
  }

  /** Where the first block begins: behind the logical screen and its colours. */
  private static long screen(FileChannel file) throws IOException {
    if (file.size() < 13) {
      throw new MalformedException("no whole GIF");
    }
    int flags = Hashes.read(file, new Range(10, 1))[0] & 0xFF;
    return 13 + ((flags & 0x80) != 0 ? 3L << ((flags & 7) + 1) : 0);
  }

  @Override
  public void fill(FileChannel to, Range room, byte[] store) throws IOException {
    Hashes.write(to, blocks(store), room.start());
  }

  private static byte[] blocks(byte[] store) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HEAD);
    for (int at = 0; at < store.length; at += BLOCK) {
      int n = Math.min(BLOCK, store.length - at);
      out.write(n);
      out.write(store, at, n);
    }
    out.write(0);
    return out.toByteArray();
  }

  @Override
  public Optional<Found> find(FileChannel file) throws IOException {
    Optional<Found> found = Optional.empty();
    long at = screen(file);
    while (at + HEAD.length <= file.size()) {
      byte[] head = Hashes.read(file, new Range(at, HEAD.length));
      if (head[0] != EXTENSION) {
        return found; // pictures begin, or the file is damaged, which its hash will show
      }
      boolean application = (head[1] & 0xFF) == APPLICATION;
      if (application && Arrays.equals(head, 0, 11, HEAD, 0, 11)) {
        if (found.isPresent()) {
          throw new MalformedException("there are two manifest extensions");
        }
        found = Optional.of(found(file, at));
      }
      at = skip(file, at + 2);
    }
    return found;
  }

  /** Where the block after sub-blocks begins. */
  private static long skip(FileChannel file, long from) throws IOException {
    long at = from;
    while (at < file.size()) {
      int n = Hashes.read(file, new Range(at, 1))[0] & 0xFF;
      at += n + 1;
      if (n == 0) {
        return at;
      }
    }
    return file.size();
  }

  private static Found found(FileChannel file, long start) throws IOException {
    long end = skip(file, start + 2);
    if (end - start > MAX_STORE) {
      throw new MalformedException("a manifest extension of " + (end - start) + " bytes");
    }
    byte[] all = Hashes.read(file, new Range(start, end - start));
    ByteArrayOutputStream store = new ByteArrayOutputStream();
    int at = HEAD.length;
    while (at < all.length) {
      int n = Math.min(all[at] & 0xFF, all.length - at - 1);
      store.write(all, at + 1, n);
      at += n + 1;
    }
    if (!Arrays.equals(blocks(store.toByteArray()), all)) {
      throw new MalformedException("a manifest extension that is not in whole blocks");
    }
    return new Found(store.toByteArray(), new Range(start, all.length));
  }

  @Override
  public Binding binding() {
    return new DataBinding();
  }
}
