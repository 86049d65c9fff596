package zoetrope.app.model;

/** The one thread on which everything observable is read and changed. */
@FunctionalInterface
public interface UiThread {
  /** Runs something there soon; may be called from any thread. */
  void later(Runnable action);
}
