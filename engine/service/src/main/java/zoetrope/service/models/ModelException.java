package zoetrope.service.models;

/** A model that cannot be had or kept; the message names it, the problem and the remedy. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what the model, folder or file
   */
  public ModelException(Object what, String problem, String remedy) {
    super(what + ": " + problem + ". " + remedy);
  }

  public ModelException(Object what, String problem, String remedy, Throwable cause) {
    super(what + ": " + problem + ". " + remedy, cause);
  }
}
