package zoetrope.c2pa;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The key that the program makes for its user at first use: P-256, certified by an authority of its
 * own whose key is thrown away at once, since C2PA refuses self-signed signers (14.5.1). It says
 * that two films come from one place, not whose place that is.
 */
public final class OwnKey {
  /** The PKCS#12 file in the user's folder. */
  public static final String FILE = "signing.p12";

  /** Guards nothing: whoever can read the file is the user. Java needs one for a key. */
  private static final String PASSWORD = "zoetrope";

  private final Path folder;

  public OwnKey(Path folder) {
    this.folder = folder;
  }

  /** The key, if it was made already. */
  public Optional<SigningKey> find() {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(SigningKey.open(file, PASSWORD.toCharArray()))
        : Optional.empty();
  }

  /** The key, made where there is none; of two programs that make one at once, one's is kept. */
  public SigningKey get() {
    return find()
        .orElseGet(
            () -> {
              make();
              return SigningKey.open(folder.resolve(FILE), PASSWORD.toCharArray());
            });
  }

  private void make() {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "signing-", ".part");
      try {
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        try (OutputStream out = Files.newOutputStream(part)) {
          OwnKeyMaker.fresh(PASSWORD.toCharArray()).store(out, PASSWORD.toCharArray());
        }
        keep(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ManifestException(
          file,
          "the signing key cannot be kept (" + e.getMessage() + ")",
          "Free the folder for writing, or name a key of yours in ZOETROPE_SIGNING_KEY",
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make an EC key", e);
    }
  }

  /** A link is made only where the name is free; some file systems know none. */
  private static void keep(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException _) {
      // Another program was quicker; its key is as good.
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException _) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Certificates that this user's own films lead to. */
  static List<X509Certificate> roots(SigningKey key) {
    return key.chain().stream()
        .filter(c -> c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
        .toList();
  }
}
