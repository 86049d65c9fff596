package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import zoetrope.c2pa.format.MalformedException;

/** A hard binding: a hash of all of a file but its manifest. */
public interface Binding {
  /** The assertion's label. */
  String label();

  /** The assertion of a file whose manifest lies (or will lie) in {@code manifest}. */
  CBORObject assertion(FileChannel file, Range manifest) throws IOException;

  /** The same, of the same length, before there is a file to hash. */
  CBORObject placeholder(FileChannel file, Range manifest) throws IOException;

  /**
   * Whether the assertion holds for a file.
   *
   * @throws MalformedException where the assertion leaves out what it may not
   */
  boolean holds(FileChannel file, Range manifest, CBORObject assertion) throws IOException;
}
