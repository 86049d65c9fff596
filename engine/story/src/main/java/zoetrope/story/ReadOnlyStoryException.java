package zoetrope.story;

/** The story's folder or files cannot be written. */
public final class ReadOnlyStoryException extends StoryException {
  public ReadOnlyStoryException(String message) {
    super(message);
  }

  public ReadOnlyStoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
