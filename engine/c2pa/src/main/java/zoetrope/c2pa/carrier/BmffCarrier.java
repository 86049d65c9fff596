package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import zoetrope.c2pa.format.MalformedException;

/**
 * MP4 and QuickTime: a {@code uuid} box right after {@code ftyp} (C2PA 2.2, A.5); whatever lies
 * behind moves, and the chunk offsets in {@code moov} with it.
 */
final class BmffCarrier implements Carrier {
  /** Version and flags, the purpose with its zero, and the place of the first Merkle box: none. */
  private static final byte[] PREAMBLE =
      HexFormat.of().parseHex("00000000" + "6d616e696665737400" + "0000000000000000");

  private static final byte[] ID = HexFormat.of().parseHex("d8fec3d61b0e483c92975828877ec481");
  private static final int OVERHEAD = 8 + 16 + 21;

  static boolean recognises(byte[] head) {
    return head.length >= 8 && new String(head, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp");
  }

  static byte[] id() {
    return ID.clone();
  }

  @Override
  public Range room(FileChannel file, int length) throws IOException {
    List<BmffBox> boxes = BmffBox.in(file, new Range(0, file.size()));
    return new Range(boxes.getFirst().end(), OVERHEAD + length);
  }

  @Override
  public void copyWithRoom(FileChannel from, FileChannel to, int length) throws IOException {
    List<BmffBox> boxes = BmffBox.in(from, new Range(0, from.size()));
    long shift = OVERHEAD + length;
    for (BmffBox box : boxes) {
      if (box.start() == boxes.getFirst().end()) {
        Hashes.write(to, new byte[(int) shift], to.size());
      }
      if (box.type().equals("moov")) {
        byte[] moov = Hashes.read(from, box.range());
        ChunkOffsets.shift(moov, boxes.getFirst().end(), shift);
        Hashes.write(to, moov, to.size());
      } else if (box.type().equals("moof") || box.type().equals("sidx")) {
        throw new MalformedException("films in fragments are not signed");
      } else {
        Hashes.append(from, box.range(), to);
      }
    }
  }

  @Override
  public void fill(FileChannel to, Range room, byte[] store) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(OVERHEAD + store.length);
    b.putInt(b.capacity()).put("uuid".getBytes(StandardCharsets.US_ASCII));
    b.put(ID).put(PREAMBLE).put(store);
    Hashes.write(to, b.array(), room.start());
  }

  @Override
  public Optional<Found> find(FileChannel file) throws IOException {
    Optional<Found> found = Optional.empty();
    for (BmffBox box : BmffBox.in(file, new Range(0, file.size()))) {
      if (isManifest(file, box)) {
        if (found.isPresent()) {
          throw new MalformedException("there are two manifest boxes");
        }
        found = Optional.of(found(file, box));
      }
    }
    return found;
  }

  static boolean isManifest(FileChannel file, BmffBox box) throws IOException {
    return box.type().equals("uuid")
        && box.size() >= box.header() + ID.length
        && Arrays.equals(Hashes.read(file, new Range(box.start() + box.header(), ID.length)), ID);
  }

  private static Found found(FileChannel file, BmffBox box) throws IOException {
    if (box.header() != 8 || box.size() < OVERHEAD || box.size() > MAX_STORE) {
      throw new MalformedException("a manifest box of " + box.size() + " bytes");
    }
    byte[] bytes = Hashes.read(file, box.range());
    if (!Arrays.equals(bytes, 24, OVERHEAD, PREAMBLE, 0, PREAMBLE.length)) {
      throw new MalformedException("a manifest box for another purpose than a whole film's");
    }
    return new Found(Arrays.copyOfRange(bytes, OVERHEAD, bytes.length), box.range());
  }

  @Override
  public Binding binding() {
    return new BmffBinding();
  }

  @Override
  public Optional<CBORObject> parts(FileChannel file, Range manifest, boolean hashed)
      throws IOException {
    return Optional.of(BmffParts.of(file, manifest, hashed));
  }

  @Override
  public List<String> changed(FileChannel file, Range manifest, CBORObject parts)
      throws IOException {
    return BmffParts.changed(BmffParts.of(file, manifest, true), parts);
  }
}
