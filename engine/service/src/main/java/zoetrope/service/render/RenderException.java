package zoetrope.service.render;

/** Rendering cannot go on; the message names the shot or file, the problem and the remedy. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RenderException(String message) {
    super(message);
  }

  public RenderException(String message, Throwable cause) {
    super(message, cause);
  }
}
