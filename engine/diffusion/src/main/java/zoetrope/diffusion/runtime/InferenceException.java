package zoetrope.diffusion.runtime;

/**
 * ONNX Runtime refused a graph or failed while running it; the message says what was tried and what
 * it answered.
 */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InferenceException(String problem, String remedy) {
    super(problem + ". " + remedy);
  }

  public InferenceException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
