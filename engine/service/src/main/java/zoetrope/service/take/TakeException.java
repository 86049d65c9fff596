package zoetrope.service.take;

/** A take's folder cannot be used; the message names it, the problem and the remedy. */
public final class TakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
