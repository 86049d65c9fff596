package zoetrope.service.jobs;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.service.render.RenderException;

/** Holds every job until the test says how its attempt ends. */
final class GatedRunner implements JobRunner {
  /** How an attempt ends. */
  enum End {
    DONE,
    FAILED,
    LOST
  }

  private final Map<Work.Device, Job> running = new EnumMap<>(Work.Device.class);
  private final Map<Work.Device, End> ends = new EnumMap<>(Work.Device.class);

  @Override
  public void run(Job job, JobProgress progress, CancelToken cancel) {
    Work.Device device = job.work().device().orElseThrow();
    End end = hold(device, job, cancel);
    switch (end) {
      case DONE -> {}
      case FAILED -> throw new RenderException("failed");
      case LOST -> throw new EngineLostException("lost");
    }
  }

  private synchronized End hold(Work.Device device, Job job, CancelToken cancel) {
    running.put(device, job);
    notifyAll();
    try {
      while (!ends.containsKey(device)) {
        cancel.check();
        wait(1);
      }
      return java.util.Objects.requireNonNull(ends.remove(device));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      running.remove(device);
    }
  }

  /** Ends the attempt that runs. */
  synchronized void end(Work.Device device, End how) {
    ends.put(device, how);
    notifyAll();
  }

  /** The attempt that runs, by the job's id and how often it was begun. */
  synchronized Optional<String> attempt(Work.Device device) {
    return Optional.ofNullable(running.get(device)).map(j -> j.id() + " " + j.attempts().begun());
  }
}
