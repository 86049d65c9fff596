package zoetrope.service.engine;

import java.time.Clock;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.JobProgress;
import zoetrope.service.jobs.JobRunner;
import zoetrope.service.jobs.Work;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;
import zoetrope.service.render.StoryRenderer;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.take.Staging;
import zoetrope.service.take.TakeKeeper;
import zoetrope.story.document.Shot;
import zoetrope.story.store.StoryStore;

/** Runs the jobs of a story: an engine makes the takes, the story keeps them. */
public final class StoryRunner implements JobRunner {
  private final StoryStore store;
  private final JobEngine engine;

  /**
   * @param store stays the caller's to close, after this
   * @param engine belongs to the runner from now on and is closed with it
   */
  public StoryRunner(StoryStore store, JobEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  @Override
  public void run(Job job, JobProgress progress, CancelToken cancel) {
    switch (job.work()) {
      case Work.Generate g ->
          generate(g, Staging.ofJob(store.folder(), job.id()), progress, cancel);
      case Work.Export e -> engine.film(e.file(), e.settings(), new Heard(progress), cancel);
      case Work.Unknown u ->
          throw new IllegalArgumentException("the queue runs nothing it does not know: " + u);
    }
  }

  private void generate(
      Work.Generate work, Staging staging, JobProgress progress, CancelToken cancel) {
    Shot shot =
        store
            .story()
            .shot(work.shotId())
            .orElseThrow(
                () ->
                    new RenderException(
                        "the shot '%s' is no longer in the story; undo its removal, or remove this job"
                            .formatted(work.shotId())));
    StoryRenderer.Options options =
        new StoryRenderer.Options(
            OptionalInt.of(work.takes()), OptionalLong.of(work.seed()), StoryRenderer.Picking.KEEP);
    new StoryRenderer(
            store, engine, new TakeKeeper(store, Clock.systemUTC()), staging, Delivery.PLAIN)
        .shot(shot, options, new Heard(progress), cancel);
    staging.clear();
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Counts the steps of all takes as one. */
  private static final class Heard implements Progress {
    private final JobProgress heard;
    private int index;
    private int count = 1;

    Heard(JobProgress heard) {
      this.heard = heard;
    }

    @Override
    public void take(int index, int count) {
      this.index = index;
      this.count = count;
    }

    @Override
    public void step(String what, int done, int total) {
      heard.step(index * total + done, count * total);
    }

    @Override
    public void preview(RgbClip clip) {
      int size = clip.width() * clip.height() * 3;
      heard.preview(
          Bitmap.ofRgb(clip.width(), clip.height(), clip.rgb(), clip.frames() / 2 * size));
    }
  }
}
