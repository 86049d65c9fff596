package zoetrope.service.farm.openjd;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.farm.FarmWorker;

/**
 * Does the tasks of one session one after the other with a model that stays loaded. Ends when the
 * session says so, when the session's folder is gone, or when nothing was asked for an hour.
 */
public final class TaskServer {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final long PULSE_MILLIS = 100;

  private final Spool spool;
  private final FarmWorker worker;

  public TaskServer(Path spool, FarmWorker worker) {
    this.spool = new Spool(spool);
    this.worker = worker;
  }

  /** Whether a server of that folder is there and ready. */
  public static boolean running(Path spool) {
    return new Spool(spool).server().isPresent();
  }

  /** Where a server of that folder writes what it has to say. */
  public static Path log(Path spool) {
    return new Spool(spool).log();
  }

  /** Tells a server to end; it does when its running task is over. */
  public static void stop(Path spool) {
    new Spool(spool).stop();
  }

  /** Loads the model, says that it is there, and serves until it ends. */
  public void run(CancelToken cancel) throws InterruptedException {
    worker.load();
    spool.serving(ProcessHandle.current().pid());
    long last = System.nanoTime(); // clocks jump
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      while (!spool.stopping() && System.nanoTime() - last < IDLE.toNanos()) {
        cancel.check();
        Optional<String> next = spool.requests().stream().findFirst();
        if (next.isPresent()) {
          serve(next.get(), one, cancel);
          last = System.nanoTime();
        } else {
          Thread.sleep(PULSE_MILLIS);
        }
      }
    }
  }

  private void serve(String id, ExecutorService one, CancelToken end) throws InterruptedException {
    int task = spool.taken(id).orElse(-1);
    CancelToken stop = new CancelToken();
    Future<?> work = one.submit(() -> worker.run(task, part -> say(id, part), stop));
    while (true) {
      try {
        work.get(PULSE_MILLIS, TimeUnit.MILLISECONDS);
        spool.answer(id, new ObjectMapper().createObjectNode().put("done", true));
        break;
      } catch (TimeoutException _) {
        if (spool.cancelled(id) || end.isCancelled()) {
          stop.cancel();
        }
      } catch (ExecutionException e) {
        String why =
            e.getCause() instanceof CancelledException
                ? "cancelled"
                : String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
        spool.answer(id, new ObjectMapper().createObjectNode().put("failed", why));
        break;
      }
    }
    spool.forget(id);
  }

  private void say(String id, double part) {
    spool.answer(id, new ObjectMapper().createObjectNode().put("part", part));
  }
}
