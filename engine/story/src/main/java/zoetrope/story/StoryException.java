package zoetrope.story;

/**
 * An error of the story that a user can understand: the message names the place, the problem and
 * the remedy.
 */
public class StoryException extends RuntimeException {
  public StoryException(String message) {
    super(message);
  }

  public StoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
