package zoetrope.service.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells listeners the state of the queue, at most 30 times a second and the last one for sure. */
final class Announcer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Announcer.class.getName());
  private static final long GAP = TimeUnit.SECONDS.toNanos(1) / 30 + 1;

  private final Supplier<List<Job>> state;
  private final List<Consumer<List<Job>>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jobs-listeners").factory());
  private long last = System.nanoTime() - GAP;
  private boolean pending;

  Announcer(Supplier<List<Job>> state) {
    this.state = state;
  }

  AutoCloseable listen(Consumer<List<Job>> listener) {
    // Wrapped, so that one listener given twice can be taken away once.
    Consumer<List<Job>> own = listener::accept;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  synchronized void changed() {
    if (pending || thread.isShutdown()) {
      return;
    }
    pending = true;
    long wait = Math.max(0, last + GAP - System.nanoTime());
    thread.schedule(this::tell, wait, TimeUnit.NANOSECONDS);
  }

  private void tell() {
    synchronized (this) {
      // Before the state is read: what changes from here on asks for another delivery.
      pending = false;
      last = System.nanoTime();
    }
    List<Job> now = state.get();
    for (Consumer<List<Job>> l : listeners) {
      try {
        l.accept(now);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a listener of the queue failed", e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      thread.shutdown();
    }
    try {
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
