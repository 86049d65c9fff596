package zoetrope.story;

/** A file that the story refers to is not in its folder. */
public final class MissingMediaException extends StoryException {
  public MissingMediaException(String message) {
    super(message);
  }

  public MissingMediaException(String message, Throwable cause) {
    super(message, cause);
  }
}
