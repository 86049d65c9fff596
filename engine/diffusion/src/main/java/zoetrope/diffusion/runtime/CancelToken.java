package zoetrope.diffusion.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks running work to stop, from any thread. Work that sees it throws {@link CancelledException}. */
public final class CancelToken {
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /** Stops the work; calling it again does nothing more. */
  public void cancel() {
    cancelled = true;
    listeners.forEach(Runnable::run);
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

  /** Calls {@code listener} once cancelled (at once if it is already) until the result is closed. */
  Registration onCancel(Runnable listener) {
    listeners.add(listener);
    if (cancelled) {
      listener.run();
    }
    return () -> listeners.remove(listener);
  }

  /** Ends the wish to be told. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
