package zoetrope.story;

/** The story was written by a newer version of the studio, whose schema this one does not know. */
public final class NewerStoryException extends StoryException {
  public NewerStoryException(String message) {
    super(message);
  }

  public NewerStoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
