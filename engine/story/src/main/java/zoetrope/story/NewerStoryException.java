package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The story was written by a newer version of the studio, whose schema this one does not know. */
public final class NewerStoryException extends StoryException {
  private static final long serialVersionUID = 1L;

  public NewerStoryException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
