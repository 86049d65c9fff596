package zoetrope.service.farm.openjd;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.render.RenderException;

/** Has a task done by the session's server. */
public final class TaskClient {
  private static final long PULSE_MILLIS = 100;

  private final Spool spool;

  public TaskClient(Path spool) {
    this.spool = new Spool(spool);
  }

  /**
   * Waits for a task.
   *
   * @param done hears the finished part, 0 to 1
   * @throws RenderException when it fails, or when the server has died
   * @throws CancelledException when cancelled; the server stops the task within a step
   */
  public void run(int task, DoubleConsumer done, CancelToken cancel) throws InterruptedException {
    String id = spool.ask(task);
    boolean asked = false;
    double heard = -1;
    while (true) {
      boolean alive = spool.server().isPresent();
      Optional<JsonNode> answer = spool.answered(id);
      if (answer.isPresent() && answer.get().has("done")) {
        return;
      }
      if (answer.isPresent() && answer.get().has("failed")) {
        String why = answer.get().path("failed").asText();
        throw cancel.isCancelled() ? new CancelledException() : new RenderException(why);
      }
      if (!alive) {
        throw new RenderException(
            "the session's model server has ended: "
                + ServerLog.words(spool.log(), OptionalInt.empty()));
      }
      double part = answer.map(a -> a.path("part").asDouble(0)).orElse(0.0);
      if (part > heard) {
        done.accept(part);
        heard = part;
      }
      if (cancel.isCancelled() && !asked) {
        spool.cancel(id);
        asked = true;
      }
      Thread.sleep(PULSE_MILLIS);
    }
  }
}
