package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** No space is left for an edit or a file; what was there before is intact. */
public final class DiskFullException extends StoryException {
  private static final long serialVersionUID = 1L;

  public DiskFullException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
