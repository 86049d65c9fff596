package zoetrope.c2pa;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import zoetrope.c2pa.carrier.Carrier;
import zoetrope.c2pa.carrier.Carrier.Found;
import zoetrope.c2pa.carrier.Hashes;
import zoetrope.c2pa.carrier.Range;
import zoetrope.c2pa.format.MalformedException;

/** Checks a file against its manifest, in it or beside it (C2PA 2.2, 15). Nothing is believed. */
public final class Verifier {
  private final Trust trust;
  private final InstantSource clock;

  public Verifier(Trust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * Checks a file.
   *
   * @throws ManifestException where the file cannot be read at all
   */
  public Verdict verify(Path file) {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      return verify(file, channel);
    } catch (IOException e) {
      throw new ManifestException(
          file,
          "it cannot be read (" + e.getMessage() + ")",
          "Check the path and the file's permissions",
          e);
    }
  }

  private Verdict verify(Path file, FileChannel channel) throws IOException {
    try {
      Optional<Carrier> carrier = Carrier.of(channel);
      Optional<Found> inside = carrier.isPresent() ? carrier.get().find(channel) : Optional.empty();
      Optional<Found> found = inside.isPresent() ? inside : beside(file);
      if (found.isEmpty()) {
        return Verdict.unsigned();
      }
      return new StoreCheck(channel, inside.flatMap(_ -> carrier), found.get(), trust)
          .check(clock.instant());
    } catch (MalformedException e) {
      return Verdict.broken(
          "general.error", "the file or its manifest is damaged: " + e.getMessage());
    }
  }

  private static Optional<Found> beside(Path file) throws IOException {
    Path sidecar = Sealer.sidecar(file);
    if (!Files.isRegularFile(sidecar) || Files.isSameFile(sidecar, file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(sidecar, READ)) {
      if (channel.size() > Carrier.MAX_STORE) {
        throw new MalformedException("a manifest of " + channel.size() + " bytes");
      }
      return Optional.of(
          new Found(Hashes.read(channel, new Range(0, channel.size())), new Range(0, 0)));
    }
  }
}
