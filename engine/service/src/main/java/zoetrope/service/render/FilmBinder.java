package zoetrope.service.render;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.film.Film;
import zoetrope.film.FilmWriter;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.media.Encoding;
import zoetrope.media.Tags;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.provenance.Recipes;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Story;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Timeline;

/** Binds picked takes into a film, without a model. */
public final class FilmBinder {
  private final StoryStore store;
  private final Delivery delivery;

  public FilmBinder(StoryStore store, Delivery delivery) {
    this.store = store;
    this.delivery = delivery;
  }

  /**
   * Writes the film; where its frame's shape is not the story's, black bars fill it.
   *
   * @throws RenderException when a shot in the film has no picked take
   * @throws CancelledException when cancelled; then no file is left
   */
  public void bind(Path file, ExportSettings settings, Progress progress, CancelToken cancel) {
    Story story = store.story();
    if (story.length().isEmpty()) {
      throw new RenderException("the film is empty; put a shot on the timeline");
    }
    FrameSize.Pixels frame = settings.frame(story.format());
    List<Take> takes = Recipes.shown(story).stream().map(this::picked).toList();
    Map<String, Path> clips = new LinkedHashMap<>();
    takes.forEach(t -> clips.put(t.shotId(), clip(t)));
    Film film =
        new Film(
            new FilmEvaluator(story.timeline(), story.format().fps()),
            frame.width(),
            frame.height(),
            clips,
            sounds(story.timeline()),
            Film.STREAMING_LOUDNESS,
            settings.label());
    Tags tags = Recipes.ofFilm(story, takes, List.copyOf(clips.values()));
    write(film, file, settings.encoding(), tags, progress, cancel);
    delivery.sign(file, story.title(), Recipes.models(takes));
  }

  private Take picked(String shot) {
    return store
        .story()
        .pick(shot)
        .flatMap(store::take)
        .orElseThrow(
            () ->
                new RenderException(
                    "shot '%s' has no picked take; render it first".formatted(shot)));
  }

  private Path clip(Take take) {
    return store.takeFiles().locate(take.files().get(TakeMaker.CLIP));
  }

  private Map<MediaRef, Path> sounds(Timeline timeline) {
    return timeline.audio().stream()
        .map(AudioClip::media)
        .distinct()
        .collect(Collectors.toMap(ref -> ref, store.media()::locate));
  }

  private static void write(
      Film film, Path file, Encoding encoding, Tags tags, Progress progress, CancelToken cancel) {
    boolean whole =
        FilmWriter.write(
            film,
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
