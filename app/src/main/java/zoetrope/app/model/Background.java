package zoetrope.app.model;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Work off the FX thread: reading pictures, cutting out, drawing waveforms. Long jobs that must
 * survive the program belong in the queue instead. Whoever made it closes it; from then on nothing
 * is done and nobody is told, whoever still asks.
 */
public final class Background implements AutoCloseable {
  private final ExecutorService workers =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("worker-", 0).factory());
  private final UiThread ui;
  private final Notices notices;
  private volatile boolean closed;

  public Background(UiThread ui, Notices notices) {
    this.ui = ui;
    this.notices = notices;
  }

  /**
   * Does {@code work} and hands its result to {@code then} on the FX thread; a failure becomes a
   * notice. Cancelling the future keeps {@code then} from being called, and work that breaks off
   * for it from becoming a notice.
   */
  public <T> Future<?> run(Callable<T> work, Consumer<T> then) {
    return run(work, then, notices::failed);
  }

  /** The same, with failures handed to {@code failed} on the FX thread. */
  public <T> Future<?> run(Callable<T> work, Consumer<T> then, Consumer<Throwable> failed) {
    try {
      return workers.submit(() -> done(work, then, failed));
    } catch (RejectedExecutionException _) {
      CompletableFuture<?> never = new CompletableFuture<>(); // it was closed
      never.cancel(false);
      return never;
    }
  }

  private <T> void done(Callable<T> work, Consumer<T> then, Consumer<Throwable> failed) {
    try {
      T result = work.call();
      tell(() -> then.accept(result));
    } catch (Exception | LinkageError e) {
      tell(() -> failed.accept(e));
    }
  }

  private void tell(Runnable told) {
    if (!Thread.currentThread().isInterrupted()) {
      ui.later(
          () -> {
            if (!closed) {
              told.run();
            }
          });
    }
  }

  @Override
  public void close() {
    closed = true;
    workers.shutdownNow();
  }
}
