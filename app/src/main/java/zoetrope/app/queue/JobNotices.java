package zoetrope.app.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Job;
import zoetrope.service.render.RenderException;

/** Says when a job is done or has failed, wherever the user is. Whoever made it closes it. */
public final class JobNotices implements AutoCloseable {
  private final Workbench bench;
  private final JobPaces paces;
  private final Map<String, Job.State> states = new HashMap<>();
  private final AutoCloseable listening;

  /** Jobs tell {@code paces} how long they took. */
  public JobNotices(Workbench bench, JobPaces paces) {
    this.bench = bench;
    this.paces = paces;
    bench.jobs().jobs().forEach(j -> states.put(j.id(), j.state()));
    listening = bench.jobs().listen(all -> bench.ui().later(() -> follow(all)));
  }

  private void follow(List<Job> all) {
    for (Job j : all) {
      Job.State was = states.put(j.id(), j.state());
      if (was == j.state()) {
        continue;
      }
      JobPresenter job = JobPresenter.of(bench, j.work());
      switch (j.state()) {
        case RUNNING -> job.begun(j.id(), paces, System.nanoTime());
        case DONE -> {
          job.done(j.id(), paces, System.nanoTime());
          bench.notices().done(bench.texts().get("queue.notice.done", job.title()));
        }
        case FAILED ->
            bench.notices().failed(new RenderException(job.title() + ": " + j.error().orElse("")));
        case WAITING, CANCELLED -> {}
      }
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (Exception e) {
      throw new IllegalStateException("the queue would not let go of its listener", e);
    }
  }
}
