package zoetrope.c2pa;

import java.nio.file.Path;

/**
 * A file that cannot be signed or a key that cannot be used; the message names the file, the
 * problem and the remedy.
 */
public final class ManifestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ManifestException(Path file, String problem, String remedy) {
    super(file + ": " + problem + ". " + remedy);
  }

  public ManifestException(Path file, String problem, String remedy, Throwable cause) {
    super(file + ": " + problem + ". " + remedy, cause);
  }
}
