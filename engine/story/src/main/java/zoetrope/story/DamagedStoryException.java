package zoetrope.story;

/** The story's database fails its own consistency check, or a row cannot be read. */
public final class DamagedStoryException extends StoryException {
  public DamagedStoryException(String message) {
    super(message);
  }

  public DamagedStoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
