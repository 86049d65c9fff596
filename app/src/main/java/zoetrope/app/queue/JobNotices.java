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
  private final Map<String, Job.State> states = new HashMap<>();
  private final AutoCloseable listening;

  public JobNotices(Workbench bench) {
    this.bench = bench;
    bench.jobs().jobs().forEach(j -> states.put(j.id(), j.state()));
    listening = bench.jobs().listen(all -> bench.ui().later(() -> follow(all)));
  }

  private void follow(List<Job> all) {
    for (Job j : all) {
      Job.State was = states.put(j.id(), j.state());
      if (was == j.state()) {
        continue;
      }
      String title = JobWords.title(bench, j.work());
      if (j.state() == Job.State.DONE) {
        bench.notices().done(bench.texts().get("queue.notice.done", title));
      } else if (j.state() == Job.State.FAILED) {
        bench.notices().failed(new RenderException(title + ": " + j.error().orElse("")));
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
