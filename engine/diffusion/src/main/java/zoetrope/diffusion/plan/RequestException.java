package zoetrope.diffusion.plan;

/** What cannot be made, or not here; the message says why and what would do. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RequestException(String problem, String remedy) {
    super(problem + ". " + remedy);
  }
}
