package zoetrope.service.farm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;
import zoetrope.service.render.StoryRenderer;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/**
 * Does tasks of a snapshot: the one contract of all backends. A task may be started again at any
 * time and on any machine; it does its work in a folder of its own and says at the end, in one
 * step, that it is done. What is done already is not done again.
 */
public final class FarmWorker {
  private final Snapshot snapshot;
  private final Engine engine;
  private final TaskResults results;

  /**
   * @param engine stays the caller's to close
   */
  public FarmWorker(Snapshot snapshot, Engine engine) {
    this.snapshot = snapshot;
    this.engine = engine;
    this.results = new TaskResults(snapshot);
  }

  /**
   * Loads the model before it is asked for.
   *
   * @throws zoetrope.service.models.ModelException when it is not installed here
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is damaged or incomplete
   */
  public void load() {
    engine.models().get(snapshot.model());
  }

  /**
   * Renders a task.
   *
   * @param done hears the finished part, 0 to 1
   * @return whether something was rendered; false when it was done before
   * @throws CancelledException when cancelled; nothing is left then
   */
  public boolean run(int index, DoubleConsumer done, CancelToken cancel) {
    RenderTask task = snapshot.task(index);
    if (results.done(index).isPresent()) {
      return false;
    }
    Path attempt = snapshot.taskFolder(index).resolve("attempt-" + UUID.randomUUID());
    Path story = attempt.resolve("story" + StoryStore.FOLDER_SUFFIX);
    boolean counts = false;
    try {
      Files.createDirectories(attempt);
      StoryStore.copyClosed(snapshot.story(), story);
      List<Take> takes = render(task, story, done, cancel);
      counts = results.finish(index, story, takes);
      return counts;
    } catch (CancelledException e) {
      throw e;
    } catch (IOException e) {
      throw failed(
          index,
          new RenderException(
              "%s: it cannot be written (%s); check the folder".formatted(attempt, e.getMessage()),
              e));
    } catch (RuntimeException e) {
      throw failed(index, e);
    } finally {
      if (!counts) {
        delete(attempt);
      }
    }
  }

  private RuntimeException failed(int index, RuntimeException e) {
    results.fail(index, String.valueOf(e.getMessage()));
    return e;
  }

  private List<Take> render(RenderTask task, Path story, DoubleConsumer done, CancelToken cancel) {
    List<Take> takes = new ArrayList<>();
    try (StoryStore store = StoryStore.open(story)) {
      StoryRenderer renderer = engine.renderer(store);
      int n = task.shots().size();
      for (int i = 0; i < n; i++) {
        String id = task.shots().get(i);
        Shot shot =
            store
                .story()
                .shot(id)
                .orElseThrow(
                    () -> new RenderException("the snapshot has no shot '%s'".formatted(id)));
        long seed = snapshot.seed().orElse(shot.settings().seed().value()) + task.firstTake();
        StoryRenderer.Options options =
            new StoryRenderer.Options(OptionalInt.of(task.takes()), OptionalLong.of(seed));
        takes.addAll(renderer.shot(shot, options, new Part(i, n, done), cancel));
      }
    }
    return takes;
  }

  /** Counts the steps of all shots and takes of a task as one. */
  private static final class Part implements Progress {
    private final int shot;
    private final int shots;
    private final DoubleConsumer heard;
    private int take;
    private int takes = 1;

    Part(int shot, int shots, DoubleConsumer heard) {
      this.shot = shot;
      this.shots = shots;
      this.heard = heard;
    }

    @Override
    public void take(int index, int count) {
      take = index;
      takes = count;
    }

    @Override
    public void step(String what, int done, int total) {
      heard.accept((shot + (take + (double) done / total) / takes) / shots);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path f : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(f);
      }
    } catch (IOException _) {
      // An attempt that is left takes room and does no harm: nothing refers to it.
    }
  }
}
