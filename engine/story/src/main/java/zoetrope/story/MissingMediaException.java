package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that the story refers to is not in its folder. */
public final class MissingMediaException extends StoryException {
  private static final long serialVersionUID = 1L;

  public MissingMediaException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
