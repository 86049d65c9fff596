package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The story's database fails its own consistency check, or a row cannot be read. */
public final class DamagedStoryException extends StoryException {
  private static final long serialVersionUID = 1L;

  public DamagedStoryException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
