package zoetrope.service.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import zoetrope.core.task.CancelToken;
import zoetrope.service.jobs.EngineLostException;
import zoetrope.service.process.protocol.EngineApi;
import zoetrope.service.render.Progress;

/** Room for one engine: starts it when it is needed, anew after it was lost, ends it when idle. */
final class EngineSlot implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final EngineLaunch launch;
  private final Limits limits;
  private final Function<Ending, String> words;
  private final ScheduledExecutorService clock;
  private Optional<EngineProcess> engine = Optional.empty();
  private Optional<ScheduledFuture<?>> ending = Optional.empty();
  private boolean busy;
  private boolean closed;
  private int crashes;

  /**
   * @param words how an engine's ending is said
   */
  EngineSlot(String name, EngineLaunch launch, Limits limits, Function<Ending, String> words) {
    this.launch = launch;
    this.limits = limits;
    this.words = words;
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("engine-idle-" + name).factory());
  }

  <T> T call(
      BiFunction<EngineApi, Long, CompletableFuture<T>> request,
      Progress progress,
      CancelToken cancel) {
    begin();
    try {
      T answer = running(cancel).call(request, progress, cancel);
      crashes = 0;
      return answer;
    } catch (EngineLostException e) {
      crashes++;
      end();
      throw e;
    } finally {
      rest();
    }
  }

  private synchronized void begin() {
    busy = true;
    ending.ifPresent(e -> e.cancel(false));
    ending = Optional.empty();
  }

  private EngineProcess running(CancelToken cancel) {
    synchronized (this) {
      if (engine.isPresent() && engine.get().alive()) {
        return engine.get();
      }
    }
    end();
    long until = System.nanoTime() + limits.backOff(crashes).toNanos();
    while (System.nanoTime() - until < 0) {
      cancel.check();
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EngineLostException("the studio is closing", e);
      }
    }
    cancel.check();
    EngineProcess started = EngineProcess.start(launch, limits, words);
    synchronized (this) {
      if (closed) {
        started.close();
        throw new EngineLostException("the studio is closing");
      }
      engine = Optional.of(started);
    }
    return started;
  }

  private synchronized void rest() {
    busy = false;
    if (!closed && engine.isPresent()) {
      ending =
          Optional.of(clock.schedule(this::idle, limits.idle().toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private synchronized void idle() {
    if (!busy) {
      end();
    }
  }

  private synchronized void end() {
    engine.ifPresent(EngineProcess::close);
    engine = Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    clock.shutdownNow();
    end();
  }
}
