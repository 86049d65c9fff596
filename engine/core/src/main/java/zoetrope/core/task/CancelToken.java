package zoetrope.core.task;

import java.util.HashSet;
import java.util.Set;

/**
 * Asks running work to stop, from any thread. Work that sees it throws {@link CancelledException}.
 */
public final class CancelToken {
  private final Set<Runnable> listeners = new HashSet<>();
  private volatile boolean cancelled;

  /** Stops the work; calling it again does nothing more. */
  public void cancel() {
    cancelled = true;
    // Under the lock, so that a listener's native handle cannot be closed while the listener uses
    // it.
    synchronized (listeners) {
      listeners.forEach(Runnable::run);
    }
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** Throws when cancelled. */
  public void check() {
    if (cancelled) {
      throw new CancelledException();
    }
  }

  /**
   * Calls {@code listener} once cancelled (at once if it is already) until the result is closed.
   */
  Registration onCancel(Runnable listener) {
    synchronized (listeners) {
      listeners.add(listener);
      if (cancelled) {
        listener.run();
      }
    }
    return () -> {
      synchronized (listeners) {
        listeners.remove(listener);
      }
    };
  }

  /** Ends the wish to be told. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
