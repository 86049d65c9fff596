package zoetrope.service.jobs;

/**
 * The process that worked on a job is gone, and the attempt with it; another attempt may succeed.
 * The message says how it ended.
 */
public final class EngineLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineLostException(String message) {
    super(message);
  }

  public EngineLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
