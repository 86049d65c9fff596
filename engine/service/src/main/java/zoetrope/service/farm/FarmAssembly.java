package zoetrope.service.farm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import zoetrope.core.task.CancelToken;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.render.FilmBinder;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;
import zoetrope.service.render.StoryRenderer.Picking;
import zoetrope.service.render.TakeMaker;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Take;
import zoetrope.story.store.Edit;
import zoetrope.story.store.StoryStore;

/** Brings together what the tasks of a snapshot made. */
public final class FarmAssembly {
  static final String DONE = "film.json";

  private final Snapshot snapshot;

  public FarmAssembly(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Binds the film of the best takes.
   *
   * @throws RenderException when a task has not finished
   */
  public void film(Progress progress, CancelToken cancel) {
    Path work = snapshot.folder().resolve("assembly-" + UUID.randomUUID());
    Path story = work.resolve("story" + StoryStore.FOLDER_SUFFIX);
    try {
      StoryStore.copyClosed(snapshot.story(), story);
      try (StoryStore store = StoryStore.open(story)) {
        adopt(store, Picking.BEST);
        new FilmBinder(store, Delivery.usual())
            .bind(snapshot.film(), snapshot.export(), progress, cancel);
      }
    } finally {
      FarmWorker.delete(work);
    }
    snapshot.write(
        DONE, new ObjectMapper().createObjectNode().put("film", snapshot.film().toString()));
  }

  /**
   * Puts the takes into a story, each once however often it is called.
   *
   * @param picking whether a pick that is there stays
   * @return how many takes are new
   * @throws RenderException when a task has not finished
   */
  public int adopt(StoryStore store, Picking picking) {
    TaskResults results = new TaskResults(snapshot);
    Map<String, List<Take>> made = new LinkedHashMap<>();
    int fresh = 0;
    List<String> missing =
        results.missing().stream().map(t -> t.index() + " (" + t.words() + ")").toList();
    if (!missing.isEmpty()) {
      throw new RenderException(
          "%s: tasks %s have not finished; see 'zoetrope farm status'"
              .formatted(snapshot.folder(), String.join(", ", missing)));
    }
    for (RenderTask task : snapshot.tasks()) {
      TaskResults.Result result = results.done(task.index()).orElseThrow();
      try (StoryStore from = StoryStore.open(result.story())) {
        for (String id : result.takes()) {
          Take take =
              from.take(id)
                  .orElseThrow(
                      () ->
                          new RenderException(
                              "%s: take '%s' is gone".formatted(result.story(), id)));
          if (store.take(id).isEmpty()) {
            keep(take, from, store);
            fresh++;
          }
          made.computeIfAbsent(take.shotId(), s -> new ArrayList<>()).add(take);
        }
      }
    }
    made.forEach((shot, takes) -> pick(store, shot, takes, picking));
    return fresh;
  }

  private static void keep(Take take, StoryStore from, StoryStore to) {
    for (MediaRef ref : take.files().values()) {
      to.takeFiles().put(from.takeFiles().locate(ref));
    }
    to.addTake(take);
  }

  /** A shot that was taken out of the story meanwhile keeps its takes, for its return. */
  private static void pick(StoryStore store, String shot, List<Take> takes, Picking picking) {
    boolean kept = picking == Picking.KEEP && store.story().pick(shot).isPresent();
    if (kept || store.story().shot(shot).isEmpty()) {
      return;
    }
    Take best =
        takes.stream()
            .max(Comparator.comparingDouble(t -> t.scores().getOrDefault(TakeMaker.COMBINED, 0.0)))
            .orElseThrow();
    store.apply(new Edit.PickTake(shot, best.id()));
  }
}
