package zoetrope.service.take;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/** Puts finished takes into a story: the only place that does, in the process that owns it. */
public final class TakeKeeper {
  private final StoryStore store;
  private final Clock clock;

  public TakeKeeper(StoryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Keeps a take. Its id follows from the work and the question, so that keeping it again, as after
   * a crash, gives the one that is there.
   *
   * @param work names the work that it was made for
   */
  public Take keep(MadeTake made, String work, Shot recipe, long seed) {
    String id =
        "take-" + UUID.nameUUIDFromBytes((work + made.question()).getBytes(StandardCharsets.UTF_8));
    Optional<Take> there = store.take(id);
    if (there.isPresent()) {
      return there.get();
    }
    Map<String, MediaRef> files = new LinkedHashMap<>();
    for (String role : List.of(MadeTake.CLIP, MadeTake.POSTER, MadeTake.LATENTS)) {
      Path file = made.files().get(role);
      files.put(role, store.takeFiles().put(file));
    }
    Take take =
        new Take(id, recipe.id(), seed, recipe, made.scores(), files, clock.instant(), false);
    store.addTake(take);
    return take;
  }
}
