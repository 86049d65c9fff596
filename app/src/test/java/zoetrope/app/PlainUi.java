package zoetrope.app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import zoetrope.app.model.UiThread;

/** The FX thread's work on the test's own thread: view models are tested without a toolkit. */
public final class PlainUi implements UiThread {
  private static final long PATIENCE = 20_000_000_000L;

  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

  @Override
  public void later(Runnable work) {
    waiting.add(work);
  }

  /** Does what waits, as it comes, until something is so. */
  public void until(BooleanSupplier so) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (!so.getAsBoolean()) {
      Runnable next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("it never came to be");
      }
      next.run();
    }
  }
}
