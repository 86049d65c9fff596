package zoetrope.service.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.CancelledException;
import zoetrope.media.Encoding;
import zoetrope.media.FilmPlan;
import zoetrope.media.Films;
import zoetrope.story.document.StoryFormat;
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
    StoryFormat format = store.story().format();
    Letterbox bars = new Letterbox(width, height);
    if (!bars.needed(format.width(), format.height())) {
      assemble(new FilmPlanner(store, p -> p).plan(width, height), file, encoding, progress, cancel);
      return;
    }
    Path folder = temporary();
    try {
      Map<Path, Path> padded = new HashMap<>();
      FilmPlan plan =
          new FilmPlanner(
                  store,
                  take ->
                      padded.computeIfAbsent(
                          take,
                          t -> bars.pad(t, folder.resolve(padded.size() + ".mkv"), cancel)))
              .plan(width, height);
      assemble(plan, file, encoding, progress, cancel);
    } finally {
      delete(folder);
    }
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

  private static Path temporary() {
    try {
      return Files.createTempDirectory("zoetrope-film");
    } catch (IOException e) {
      throw new RenderException(
          "no temporary folder can be made ("
              + e.getMessage()
              + "); free space in the system's temporary folder",
          e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path f : files.toList()) {
        Files.delete(f);
      }
      Files.delete(folder);
    } catch (IOException _) {
      // What is left in the system's temporary folder is its own to clear.
    }
  }
}
