package zoetrope.service.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import zoetrope.core.task.CancelToken;
import zoetrope.service.studio.Bitmap;

/** Does only what tests say: steps one by one, fails, or holds until cancelled. */
final class FakeRunner implements JobRunner {
  /** What the next command to the runner is. */
  sealed interface Command {
    record Step(int done, int total) implements Command {}

    record Show(Bitmap picture) implements Command {}

    record Finish() implements Command {}

    record Fail(RuntimeException with) implements Command {}
  }

  final List<Work> begun = Collections.synchronizedList(new ArrayList<>());
  volatile boolean closed;
  private final Map<Work.Device, LinkedBlockingQueue<Command>> commands =
      Map.of(
          Work.Device.MODEL, new LinkedBlockingQueue<>(),
          Work.Device.FILM, new LinkedBlockingQueue<>());

  /** To the jobs that need the model. */
  void tell(Command... what) {
    tell(Work.Device.MODEL, what);
  }

  void tell(Work.Device device, Command... what) {
    queue(device).addAll(List.of(what));
  }

  private LinkedBlockingQueue<Command> queue(Work.Device device) {
    return Objects.requireNonNull(commands.get(device));
  }

  @Override
  public void run(Job job, JobProgress progress, CancelToken cancel) {
    begun.add(job.work());
    while (true) {
      Optional<Command> c = next(job.work().device().orElseThrow());
      cancel.check();
      if (c.isPresent()) {
        switch (c.get()) {
          case Command.Step(int done, int total) -> progress.step(done, total);
          case Command.Show(Bitmap picture) -> progress.preview(picture);
          case Command.Finish() -> {
            return;
          }
          case Command.Fail(RuntimeException with) -> throw with;
        }
      }
    }
  }

  private Optional<Command> next(Work.Device device) {
    try {
      return Optional.ofNullable(queue(device).poll(2, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
