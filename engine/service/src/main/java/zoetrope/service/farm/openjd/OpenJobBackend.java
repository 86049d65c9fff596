package zoetrope.service.farm.openjd;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zoetrope.core.task.CancelToken;
import zoetrope.service.farm.Availability;
import zoetrope.service.farm.FarmOptions;
import zoetrope.service.farm.FarmStatus;
import zoetrope.service.farm.RenderBackend;
import zoetrope.service.farm.SchedulerCommand;
import zoetrope.service.farm.Snapshot;
import zoetrope.service.farm.TaskResults;
import zoetrope.service.farm.TaskState;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;

/**
 * A template for a render manager. Which one runs it, and when, is told to that manager; here it
 * can only be written, and checked where the {@code openjd} tool is on the PATH.
 */
public final class OpenJobBackend implements RenderBackend {
  /** The template in a snapshot's folder. */
  public static final String TEMPLATE = "openjd.json";

  @Override
  public String id() {
    return "openjd";
  }

  @Override
  public Availability availability() {
    return new Availability.Ready(
        SchedulerCommand.find("openjd").map(p -> "templates, checked by " + p).orElse("templates"));
  }

  @Override
  public void submit(
      Snapshot snapshot,
      FarmOptions options,
      Progress progress,
      Consumer<String> said,
      CancelToken cancel) {
    snapshot.write(TEMPLATE, new JobTemplate(snapshot, options).write());
    String file = snapshot.folder().resolve(TEMPLATE).toString();
    if (SchedulerCommand.find("openjd").isPresent()) {
      SchedulerCommand.need(List.of("openjd", "check", file));
    }
    said.accept("Wrote " + file + " - give it to your render manager.");
  }

  @Override
  public FarmStatus status(Snapshot snapshot) {
    return new TaskResults(snapshot).status(Map.of(), TaskState.WAITING);
  }

  @Override
  public void cancel(Snapshot snapshot) {
    throw new RenderException(
        "an Open Job Description job is cancelled in the render manager that runs it");
  }
}
