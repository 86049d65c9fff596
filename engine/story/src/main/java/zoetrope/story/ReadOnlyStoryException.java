package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The story's folder or files cannot be written. */
public final class ReadOnlyStoryException extends StoryException {
  private static final long serialVersionUID = 1L;

  public ReadOnlyStoryException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
