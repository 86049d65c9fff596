package zoetrope.diffusion;

/** A shot asks a model for what it cannot do; the message says what and what helps. */
public final class UnfitShotException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Limit limit;

  /**
   * @param model its id
   */
  public UnfitShotException(String model, Limit limit) {
    super(
        "the model '%s' cannot make this shot: %s. %s"
            .formatted(model, limit.problem(), limit.remedy()));
    this.limit = limit;
  }

  /** What stands in the way. */
  public Limit limit() {
    return limit;
  }
}
