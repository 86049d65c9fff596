package zoetrope.story.archive;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import zoetrope.story.StoryException;
import zoetrope.story.StoryProblem;

/** A packed story that cannot be written or is not safe to unpack. */
public final class ArchiveException extends StoryException {
  private static final long serialVersionUID = 1L;

  public ArchiveException(
      @Nullable Throwable cause, Path file, StoryProblem problem, Object... facts) {
    super(cause, file, problem, facts);
  }
}
