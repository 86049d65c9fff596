package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The path is no story folder. */
public final class NotAStoryException extends StoryException {
  private static final long serialVersionUID = 1L;

  public NotAStoryException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
