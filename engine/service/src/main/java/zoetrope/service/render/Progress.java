package zoetrope.service.render;

/** Hears how a rendering goes. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (what, done, total) -> {};

  /**
   * @param what is being done, a stable word with the shot or file after a space
   * @param done parts finished
   * @param total parts in all
   */
  void step(String what, int done, int total);
}
