package zoetrope.app.model;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Work off the FX thread: reading pictures, cutting out, drawing waveforms. Long jobs that must
 * survive the program belong in the queue instead. Whoever made it closes it.
 */
public final class Background implements AutoCloseable {
  private final ExecutorService workers =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("worker-", 0).factory());
  private final UiThread ui;
  private final Notices notices;

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
    return workers.submit(
        () -> {
          try {
            T result = work.call();
            if (!Thread.currentThread().isInterrupted()) {
              ui.later(() -> then.accept(result));
            }
          } catch (Exception | LinkageError e) {
            if (!Thread.currentThread().isInterrupted()) {
              ui.later(() -> failed.accept(e));
            }
          }
        });
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
