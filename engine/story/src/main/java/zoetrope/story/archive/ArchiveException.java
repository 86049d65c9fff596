package zoetrope.story.archive;

import java.nio.file.Path;
import zoetrope.story.StoryException;

/** A packed story that cannot be written or is not safe to unpack. */
public final class ArchiveException extends StoryException {
  public ArchiveException(Path file, String problem, String remedy) {
    super(file + ": " + problem + ". " + remedy);
  }

  public ArchiveException(Path file, String problem, String remedy, Throwable cause) {
    super(file + ": " + problem + ". " + remedy, cause);
  }
}
