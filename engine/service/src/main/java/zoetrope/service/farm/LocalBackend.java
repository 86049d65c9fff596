package zoetrope.service.farm;

import java.util.Map;
import java.util.function.Consumer;
import zoetrope.core.task.CancelToken;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;

/** This machine, one task after the other, now. */
public final class LocalBackend implements RenderBackend {

  @Override
  public String id() {
    return "local";
  }

  @Override
  public Availability availability() {
    return new Availability.Ready("this machine");
  }

  @Override
  public void submit(
      Snapshot snapshot,
      FarmOptions options,
      Progress progress,
      Consumer<String> said,
      CancelToken cancel) {
    try (Engine engine = Engine.open(options.home(), snapshot.precision())) {
      FarmWorker worker = new FarmWorker(snapshot, engine);
      for (RenderTask task : snapshot.tasks()) {
        worker.run(
            task.index(),
            part -> progress.step(task.words(), (int) Math.round(part * 100), 100),
            cancel);
      }
    }
    new FarmAssembly(snapshot).film(progress, cancel);
    said.accept("Wrote " + snapshot.film());
  }

  /** Nothing runs when it is not being submitted; one that was cut off can be resumed. */
  @Override
  public FarmStatus status(Snapshot snapshot) {
    return new TaskResults(snapshot).status(Map.of(), TaskState.WAITING);
  }

  @Override
  public void cancel(Snapshot snapshot) {
    // Interrupting the command that renders is how it is cancelled.
  }
}
