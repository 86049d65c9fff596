package zoetrope.service.render;

import java.nio.file.Path;
import java.util.List;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.CancelledException;
import zoetrope.media.Encoding;
import zoetrope.media.FilmPlan;
import zoetrope.media.Films;
import zoetrope.media.Tags;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.provenance.Recipes;
import zoetrope.story.document.Story;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/** Binds picked takes into a film, without a model. */
public final class FilmBinder {
  private final StoryStore store;
  private final Delivery delivery;

  public FilmBinder(StoryStore store, Delivery delivery) {
    this.store = store;
    this.delivery = delivery;
  }

  /**
   * Writes the film in a frame of a size; where its shape is not the story's, black bars fill it.
   *
   * @throws RenderException when a shot in the film has no picked take
   * @throws CancelledException when cancelled; then no file is left
   */
  public void bind(
      Path file, Encoding encoding, int width, int height, Progress progress, CancelToken cancel) {
    Story story = store.story();
    if (story.length().isEmpty()) {
      throw new RenderException("the film is empty; put a shot on the timeline");
    }
    FilmPlan plan = new FilmPlanner(store).plan(width, height, delivery.label());
    List<Take> takes = Recipes.shown(story).stream().map(this::picked).toList();
    List<Path> clips =
        takes.stream().map(t -> store.takeFiles().locate(t.files().get(TakeMaker.CLIP))).toList();
    assemble(plan, file, encoding, Recipes.ofFilm(story, takes, clips), progress, cancel);
    delivery.sign(file, story.title(), Recipes.models(takes));
  }

  private Take picked(String shot) {
    return store.story().pick(shot).flatMap(store::take).orElseThrow(); // or there were no plan
  }

  private static void assemble(
      FilmPlan plan,
      Path file,
      Encoding encoding,
      Tags tags,
      Progress progress,
      CancelToken cancel) {
    boolean whole =
        Films.assemble(
            plan,
            file,
            encoding,
            tags,
            (done, total) -> progress.step("film", done, total),
            cancel::isCancelled);
    if (!whole) {
      throw new CancelledException();
    }
  }
}
