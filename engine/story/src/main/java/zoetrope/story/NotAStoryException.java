package zoetrope.story;

/** The path is no story folder. */
public final class NotAStoryException extends StoryException {
  public NotAStoryException(String message) {
    super(message);
  }

  public NotAStoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
