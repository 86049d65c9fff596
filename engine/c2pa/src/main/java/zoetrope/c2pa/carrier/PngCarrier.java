package zoetrope.c2pa.carrier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import zoetrope.c2pa.format.MalformedException;

/** PNG: a chunk {@code caBX} right after the head chunk (C2PA 2.2, A.3.2). */
final class PngCarrier implements Carrier {
  private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final String CHUNK = "caBX";
  private static final int MAX_CHUNKS = 1 << 20;

  /** Signature and the head chunk, which PNG wants first and 13 bytes long. */
  private static final int START = 8 + 12 + 13;

  static boolean recognises(byte[] head) {
    return head.length >= 8 && Arrays.equals(head, 0, 8, SIGNATURE, 0, 8);
  }

  @Override
  public Range room(FileChannel file, int length) throws IOException {
    if (file.size() < START) {
      throw new MalformedException("no whole PNG");
    }
    return new Range(START, length + 12);
  }

  @Override
  public void copyWithRoom(FileChannel from, FileChannel to, int length) throws IOException {
    Hashes.append(from, new Range(0, START), to);
    Hashes.write(to, new byte[length + 12], START);
    Hashes.append(from, new Range(START, from.size() - START), to);
  }

  @Override
  public void fill(FileChannel to, Range room, byte[] store) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(store.length + 12);
    b.putInt(store.length).put(CHUNK.getBytes(StandardCharsets.US_ASCII)).put(store);
    b.putInt(crc(b.array(), store.length));
    Hashes.write(to, b.array(), room.start());
  }

  private static int crc(byte[] chunk, int length) {
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, length + 4);
    return (int) crc.getValue();
  }

  @Override
  public Optional<Found> find(FileChannel file) throws IOException {
    Optional<Found> found = Optional.empty();
    long at = 8;
    for (int n = 0; at + 12 <= file.size() && n < MAX_CHUNKS; n++) {
      ByteBuffer head = ByteBuffer.wrap(Hashes.read(file, new Range(at, 8)));
      long length = head.getInt() & 0xFFFF_FFFFL;
      String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
      if (type.equals(CHUNK)) {
        if (found.isPresent()) {
          throw new MalformedException("there are two manifest chunks");
        }
        found = Optional.of(found(file, new Range(at, length + 12)));
      }
      at += length + 12;
    }
    return found;
  }

  private static Found found(FileChannel file, Range chunk) throws IOException {
    if (chunk.length() > MAX_STORE || chunk.end() > file.size()) {
      throw new MalformedException("a manifest chunk of " + chunk.length() + " bytes");
    }
    byte[] bytes = Hashes.read(file, chunk);
    int length = bytes.length - 12;
    if (ByteBuffer.wrap(bytes).getInt(8 + length) != crc(bytes, length)) {
      throw new MalformedException("the manifest chunk's checksum is wrong");
    }
    return new Found(Arrays.copyOfRange(bytes, 8, 8 + length), chunk);
  }

  @Override
  public Binding binding() {
    return new DataBinding();
  }
}
