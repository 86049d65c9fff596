package zoetrope.story;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another process held the story for longer than this one was willing to wait. */
public final class BusyStoryException extends StoryException {
  private static final long serialVersionUID = 1L;

  public BusyStoryException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    super(cause, place, problem, facts);
  }
}
