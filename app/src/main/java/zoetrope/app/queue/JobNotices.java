package zoetrope.app.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zoetrope.app.model.TakePace;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Work;
import zoetrope.service.render.RenderException;
import zoetrope.service.studio.ExportPresets;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Timeline;

/** Says when a job is done or has failed, wherever the user is. Whoever made it closes it. */
public final class JobNotices implements AutoCloseable {
  private final Workbench bench;
  private final ExportPace pace;
  private final TakePace takes;
  private final Map<String, Job.State> states = new HashMap<>();
  private final AutoCloseable listening;

  /** Exports tell {@code pace} how long they took, and generations {@code takes}. */
  public JobNotices(Workbench bench, ExportPace pace, TakePace takes) {
    this.bench = bench;
    this.pace = pace;
    this.takes = takes;
    bench.jobs().jobs().forEach(j -> states.put(j.id(), j.state()));
    listening = bench.jobs().listen(all -> bench.ui().later(() -> follow(all)));
  }

  private void follow(List<Job> all) {
    for (Job j : all) {
      Job.State was = states.put(j.id(), j.state());
      if (was == j.state()) {
        continue;
      }
      clock(j);
      String title = JobWords.title(bench, j.work());
      if (j.state() == Job.State.DONE) {
        bench.notices().done(bench.texts().get("queue.notice.done", title));
      } else if (j.state() == Job.State.FAILED) {
        bench.notices().failed(new RenderException(title + ": " + j.error().orElse("")));
      }
    }
  }

  private void clock(Job j) {
    switch (j.work()) {
      case Work.Export e -> clock(j, e);
      case Work.Generate g -> clock(j, g);
    }
  }

  private void clock(Job j, Work.Generate g) {
    Story story = bench.story().story().get();
    if (j.state() == Job.State.RUNNING) {
      story
          .shot(g.shotId())
          .ifPresent(
              s ->
                  bench
                      .abilities()
                      .of(s)
                      .ifPresent(
                          m ->
                              takes.begun(
                                  j.id(),
                                  s,
                                  g.takes(),
                                  m,
                                  story.format().fps(),
                                  System.nanoTime())));
    } else if (j.state() == Job.State.DONE) {
      takes.done(j.id(), System.nanoTime());
    }
  }

  private void clock(Job j, Work.Export e) {
    Story story = bench.story().story().get();
    long millis = story.length().end() * 1000 / Timeline.TICKS_PER_SECOND;
    if (j.state() == Job.State.RUNNING) {
      ExportPresets.named(e.preset())
          .ifPresent(
              p ->
                  pace.begun(
                      j.id(), p, Duration.ofMillis(millis), story.format(), System.nanoTime()));
    } else if (j.state() == Job.State.DONE) {
      pace.done(j.id(), System.nanoTime());
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
