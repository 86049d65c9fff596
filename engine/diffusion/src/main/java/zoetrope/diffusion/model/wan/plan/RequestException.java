package zoetrope.diffusion.model.wan.plan;

/** A clip that cannot be made here; the message says why and what would do. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RequestException(String problem, String remedy) {
    super(problem + ". " + remedy);
  }
}
