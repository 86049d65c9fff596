package zoetrope.service.render;

import java.nio.file.Path;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.CancelledException;
import zoetrope.media.Encoding;
import zoetrope.media.FilmPlan;
import zoetrope.media.Films;
import zoetrope.story.store.StoryStore;

/** Binds picked takes into a film, without a model. */
public final class FilmBinder {
  private final StoryStore store;

  public FilmBinder(StoryStore store) {
    this.store = store;
  }

  /**
   * Writes the film in a frame of a size; where its shape is not the story's, black bars fill it.
   *
   * @throws RenderException when a shot in the film has no picked take
   * @throws CancelledException when cancelled; then no file is left
   */
  public void bind(
      Path file, Encoding encoding, int width, int height, Progress progress, CancelToken cancel) {
    if (store.story().timeline().end() == 0) {
      throw new RenderException("the film is empty; put a shot on the timeline");
    }
    assemble(new FilmPlanner(store).plan(width, height), file, encoding, progress, cancel);
  }

  private static void assemble(
      FilmPlan plan, Path file, Encoding encoding, Progress progress, CancelToken cancel) {
    boolean whole =
        Films.assemble(
            plan,
            file,
            encoding,
            (done, total) -> progress.step("film", done, total),
            cancel::isCancelled);
    if (!whole) {
      throw new CancelledException();
    }
  }
}
