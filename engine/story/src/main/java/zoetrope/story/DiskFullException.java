package zoetrope.story;

/** No space is left for an edit or a file; what was there before is intact. */
public final class DiskFullException extends StoryException {
  public DiskFullException(String message) {
    super(message);
  }

  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
