package zoetrope.story;

/** Another process held the story for longer than this one was willing to wait. */
public final class BusyStoryException extends StoryException {
  public BusyStoryException(String message) {
    super(message);
  }

  public BusyStoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
