package zoetrope.app.shell;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import zoetrope.app.model.Abilities;
import zoetrope.app.model.Background;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Notices;
import zoetrope.app.model.Scope;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.UiThread;
import zoetrope.app.model.Workbench;
import zoetrope.app.text.Texts;
import zoetrope.service.Installation;
import zoetrope.service.engine.StoryRunner;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.service.process.Ending;
import zoetrope.service.process.EngineLaunch;
import zoetrope.service.process.Limits;
import zoetrope.service.process.RemoteEngine;
import zoetrope.service.reading.ShotReader;
import zoetrope.service.studio.Bitmaps;
import zoetrope.service.studio.TakeFrames;
import zoetrope.story.StoryException;
import zoetrope.story.store.StoryStore;

/**
 * One open story with its queue and workers; the owner of all of them. Opening goes on with what
 * the queue had left, and takes that finish appear in the story.
 */
public final class OpenStory implements AutoCloseable {
  private static final long DECODED_BYTES = 128L << 20;

  private final StoryStore store;
  private final StoryJobs jobs;
  private final Background background;
  private final TakeFrames frames;
  private final Workbench bench;
  private final Map<String, Job.State> states = new HashMap<>();
  private final AutoCloseable listening;
  private final UiThread ui;
  private final Scope scope = new Scope();

  private OpenStory(
      StoryStore store,
      StoryJobs jobs,
      Texts texts,
      UiThread ui,
      Notices notices,
      FileAsking asking,
      Abilities abilities,
      ShotReader reader) {
    this.store = store;
    this.jobs = jobs;
    this.ui = ui;
    background = new Background(ui, notices);
    frames = new TakeFrames(DECODED_BYTES);
    bench =
        new Workbench(
            texts.in(scope.follow(texts.language())),
            ui,
            notices,
            background,
            new StoryModel(store, notices),
            jobs,
            frames,
            new Bitmaps(),
            asking,
            new Abilities(scope.follow(abilities.models())),
            reader);
    listening = jobs.listen(list -> ui.later(() -> follow(list)));
  }

  /**
   * Opens a story folder; takes its time over a long story, so call it off the FX thread and make
   * the bench on it.
   *
   * @param endings how an engine's ending is said
   */
  static Opened load(Path folder, Installation home, Function<Ending, String> endings) {
    StoryStore store = StoryStore.open(folder);
    try {
      RemoteEngine engine = new RemoteEngine(EngineLaunch.of(home), Limits.USUAL, folder, endings);
      return new Opened(store, StoryJobs.open(folder, new StoryRunner(store, engine)));
    } catch (StoryException e) {
      store.close();
      throw e;
    }
  }

  /** What was read from the disk and has no face yet. */
  record Opened(StoryStore store, StoryJobs jobs) {
    OpenStory show(
        Texts texts,
        UiThread ui,
        Notices notices,
        FileAsking asking,
        Abilities abilities,
        ShotReader reader) {
      jobs.warning().map(StoryException::new).ifPresent(notices::failed);
      return new OpenStory(store, jobs, texts, ui, notices, asking, abilities, reader);
    }
  }

  public Workbench bench() {
    return bench;
  }

  public Path folder() {
    return store.folder();
  }

  /** Whether something is running or waiting. */
  public boolean busy() {
    return jobs.jobs().stream().anyMatch(Job::pending);
  }

  private void follow(List<Job> list) {
    boolean changed = false;
    for (Job j : list) {
      changed |= states.put(j.id(), j.state()) != j.state() || j.state() == Job.State.RUNNING;
    }
    if (changed) {
      bench.story().refresh();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (Exception e) {
      throw new IllegalStateException("the queue would not let go of its listener", e);
    }
    ui.later(scope::close);
    background.close();
    frames.close();
    jobs.close();
    store.close();
  }
}
