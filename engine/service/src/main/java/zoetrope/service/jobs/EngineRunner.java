package zoetrope.service.jobs;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zoetrope.diffusion.RgbClip;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.service.Installation;
import zoetrope.service.render.Engine;
import zoetrope.service.render.FilmBinder;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;
import zoetrope.service.render.StoryRenderer;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.ExportPreset;
import zoetrope.service.studio.ExportPresets;
import zoetrope.story.document.Shot;
import zoetrope.story.store.StoryStore;

/** Runs jobs with the engine, which is loaded for the first shot and kept until this is closed. */
public final class EngineRunner implements JobRunner {
  private final Installation home;
  private final StoryStore store;
  private Optional<Engine> engine = Optional.empty();

  /**
   * @param store stays the caller's to close, after this
   */
  public EngineRunner(Installation home, StoryStore store) {
    this.home = home;
    this.store = store;
  }

  @Override
  public void run(Work work, JobProgress progress, CancelToken cancel) {
    switch (work) {
      case Work.Generate g -> generate(g, progress, cancel);
      case Work.Export e -> export(e, progress, cancel);
    }
  }

  private void generate(Work.Generate work, JobProgress progress, CancelToken cancel) {
    Shot shot =
        store
            .story()
            .shot(work.shotId())
            .orElseThrow(
                () ->
                    new RenderException(
                        "the shot '%s' is no longer in the story; undo its removal, or remove this job"
                            .formatted(work.shotId())));
    Engine loaded = engine.orElseGet(() -> Engine.open(home, Precision.INT8));
    engine = Optional.of(loaded);
    StoryRenderer.Options options =
        new StoryRenderer.Options(
            OptionalInt.of(work.takes()), OptionalLong.of(work.seed()), StoryRenderer.Picking.KEEP);
    loaded.renderer(store).shot(shot, options, new Takes(progress), cancel);
  }

  private void export(Work.Export work, JobProgress progress, CancelToken cancel) {
    ExportPreset preset =
        ExportPresets.named(work.preset())
            .orElseThrow(
                () ->
                    new RenderException(
                        "there is no export preset '%s'; export again with another"
                            .formatted(work.preset())));
    ExportPreset.Frame frame = preset.frame(store.story().format());
    new FilmBinder(store)
        .bind(
            work.file(),
            preset.encoding(),
            frame.width(),
            frame.height(),
            (what, done, total) -> progress.step(done, total),
            cancel);
  }

  @Override
  public void close() {
    engine.ifPresent(Engine::close);
    engine = Optional.empty();
  }

  /** Counts the steps of all takes as one. */
  private static final class Takes implements Progress {
    private final JobProgress heard;
    private int index;
    private int count = 1;

    Takes(JobProgress heard) {
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
