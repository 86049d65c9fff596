package zoetrope.media;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture, clip or film that cannot be read or written; the message names the file, the problem
 * and the remedy.
 */
public final class MediaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MediaException(Path file, String problem, String remedy) {
    super(file + ": " + problem + ". " + remedy);
  }

  public MediaException(Path file, String problem, String remedy, @Nullable Throwable cause) {
    super(file + ": " + problem + ". " + remedy, cause);
  }
}
