package zoetrope.c2pa;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import zoetrope.c2pa.carrier.Carrier;
import zoetrope.c2pa.carrier.DataBinding;
import zoetrope.c2pa.carrier.Hashes;
import zoetrope.c2pa.carrier.Range;
import zoetrope.c2pa.format.MalformedException;

/**
 * Signs finished files: the manifest goes in last, and the file is replaced whole or not at all.
 */
public final class Sealer {
  /** A manifest's length follows from numbers in it, so it is looked for; it settles at once. */
  private static final int TRIES = 8;

  private final SigningKey key;

  public Sealer(SigningKey key) {
    this.key = key;
  }

  /**
   * Signs a file in place; kinds that cannot carry a manifest get it beside them.
   *
   * @throws ManifestException where it cannot; the file is then as it was
   */
  public void seal(Path file, Statement statement) {
    Path part = file.resolveSibling("." + file.getFileName() + ".sealed.part");
    try {
      Files.move(
          part,
          write(file, part, statement) ? file : sidecar(file),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ManifestException(
          file,
          "it is finished, but could not be signed (" + e.getMessage() + ")",
          "Check that the disk has room for it once more, and export again",
          e);
    } catch (MalformedException e) {
      throw new ManifestException(
          file,
          "it is finished, but cannot be signed (" + e.getMessage() + ")",
          "Export it in another format",
          e);
    } finally {
      discard(part);
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // A left-over part is marked as such by its name and harmless.
    }
  }

  /** Writes the signed file; false where only the manifest was written. */
  private boolean write(Path file, Path part, Statement statement) throws IOException {
    try (FileChannel from = FileChannel.open(file, READ);
        FileChannel to = FileChannel.open(part, CREATE, TRUNCATE_EXISTING, READ, WRITE)) {
      Optional<Carrier> carrier = Carrier.of(from);
      if (carrier.isPresent()) {
        inside(from, to, carrier.get(), statement);
      } else {
        beside(from, to, statement);
      }
      to.force(true);
      return carrier.isPresent();
    }
  }

  /** Where the manifest of a kind that cannot carry one lies. */
  public static Path sidecar(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".c2pa");
  }

  private void beside(FileChannel from, FileChannel to, Statement statement) throws IOException {
    DataBinding binding = new DataBinding();
    CBORObject whole = binding.assertion(from, new Range(0, 0));
    Hashes.write(to, Manifest.store(statement, binding.label(), whole, Optional.empty(), key), 0);
  }

  private void inside(FileChannel from, FileChannel to, Carrier carrier, Statement statement)
      throws IOException {
    if (carrier.find(from).isPresent()) {
      throw new MalformedException("it is signed already");
    }
    int length = length(from, carrier, statement);
    Range room = carrier.room(from, length);
    carrier.copyWithRoom(from, to, length);
    carrier.fill(to, room, new byte[length]); // so that the file can be read as what it will be
    byte[] store =
        Manifest.store(
            statement,
            carrier.binding().label(),
            carrier.binding().assertion(to, room),
            carrier.parts(to, room, true),
            key);
    if (store.length != length) {
      throw new IllegalStateException("a manifest is longer than its own measure");
    }
    carrier.fill(to, room, store);
  }

  private int length(FileChannel file, Carrier carrier, Statement statement) throws IOException {
    Optional<CBORObject> parts = carrier.parts(file, new Range(0, 0), false);
    int length = 0;
    for (int i = 0; i < TRIES; i++) {
      CBORObject binding = carrier.binding().placeholder(file, carrier.room(file, length));
      int needed = Manifest.store(statement, carrier.binding().label(), binding, parts, key).length;
      if (needed == length) {
        return length;
      }
      length = needed;
    }
    throw new MalformedException("its manifest does not settle");
  }
}
