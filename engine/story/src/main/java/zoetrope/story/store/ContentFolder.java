package zoetrope.story.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import zoetrope.story.MediaRef;
import zoetrope.story.MissingMediaException;
import zoetrope.story.StoryProblem;

/**
 * Files by the SHA-256 of their content: the same bytes are kept once, and what a name promises
 * never changes.
 */
public final class ContentFolder {
  private final Path folder;

  ContentFolder(Path folder) {
    this.folder = folder;
  }

  /** The reference that a file would get, without copying it. */
  public static MediaRef refer(Path file) {
    MessageDigest digest = sha256();
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, sink);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return ref(digest, file);
  }

  /** Copies a file in; it appears whole or not at all. */
  public MediaRef put(Path file) {
    try (InputStream source = Files.newInputStream(file)) {
      return write(source, file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Where a file lies.
   *
   * @throws MissingMediaException if it is not there
   */
  public Path locate(MediaRef ref) {
    Path file = folder.resolve(ref.fileName());
    if (!Files.isRegularFile(file)) {
      throw new MissingMediaException(null, file, StoryProblem.MEDIA_MISSING);
    }
    return file;
  }

  /** Whether a file is there. */
  public boolean contains(MediaRef ref) {
    return Files.isRegularFile(folder.resolve(ref.fileName()));
  }

  private MediaRef write(InputStream source, Path name) {
    @Nullable Path partial = null;
    try {
      Files.createDirectories(folder);
      partial = Files.createTempFile(folder, "incoming-", ".part");
      MessageDigest digest = sha256();
      try (OutputStream sink = new DigestOutputStream(Files.newOutputStream(partial), digest)) {
        source.transferTo(sink);
      }
      MediaRef ref = ref(digest, name);
      if (contains(ref)) {
        return ref;
      }
      force(partial);
      Files.move(partial, folder.resolve(ref.fileName()), StandardCopyOption.ATOMIC_MOVE);
      return ref;
    } catch (IOException e) {
      throw StorageErrors.of(folder, e);
    } finally {
      discard(partial);
    }
  }

  /** The name must not outlive the bytes in a power cut. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void discard(@Nullable Path partial) {
    if (partial != null) {
      try {
        Files.deleteIfExists(partial);
      } catch (IOException _) {
        // A left-over part is harmless: no reference names it.
      }
    }
  }

  private static MediaRef ref(MessageDigest digest, Path file) {
    Path name = file.getFileName();
    String extension = name == null ? "" : MediaRef.extensionOf(name.toString());
    return new MediaRef(HexFormat.of().formatHex(digest.digest()), extension);
  }

  private static MissingMediaException unreadable(Path file, IOException e) {
    return new MissingMediaException(e, file, StoryProblem.MEDIA_NOT_READ, e.getMessage());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
