package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import zoetrope.c2pa.format.MalformedException;

/** Where a kind of file keeps its manifest store (C2PA 2.2, appendix A). */
public interface Carrier {
  /** More than any manifest needs that does not mean harm. */
  int MAX_STORE = 16 << 20;

  /**
   * A store that was found.
   *
   * @param bytes the array is shared
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Found(byte[] bytes, Range whole) {}

  /**
   * Where a store of a length lies with all that surrounds it, once it is in a file that has none.
   *
   * @throws MalformedException where the file is not laid out as it should be
   */
  Range room(FileChannel file, int length) throws IOException;

  /** Copies a file that has no store and leaves {@link #room} for one. */
  void copyWithRoom(FileChannel from, FileChannel to, int length) throws IOException;

  /** Puts a store into its room. */
  void fill(FileChannel to, Range room, byte[] store) throws IOException;

  /**
   * The store in a file.
   *
   * @throws MalformedException where something that means to be one is none
   */
  Optional<Found> find(FileChannel file) throws IOException;

  /** How the store is bound to the rest of the file. */
  Binding binding();

  /**
   * What a file consists of, one by one, so that a change can be named; empty for kinds without
   * parts.
   *
   * @param hashed whether to hash them or only to leave the space
   */
  default Optional<CBORObject> parts(FileChannel file, Range manifest, boolean hashed)
      throws IOException {
    return Optional.empty();
  }

  /** The parts of a file that are not as they were, in words; none where all are. */
  default List<String> changed(FileChannel file, Range manifest, CBORObject parts)
      throws IOException {
    return List.of();
  }

  /** By the file's first bytes; empty for kinds that keep it beside themselves. */
  static Optional<Carrier> of(FileChannel file) throws IOException {
    byte[] head = Hashes.read(file, new Range(0, Math.min(12, file.size())));
    if (PngCarrier.recognises(head)) {
      return Optional.of(new PngCarrier());
    }
    if (GifCarrier.recognises(head)) {
      return Optional.of(new GifCarrier());
    }
    return BmffCarrier.recognises(head) ? Optional.of(new BmffCarrier()) : Optional.empty();
  }
}
