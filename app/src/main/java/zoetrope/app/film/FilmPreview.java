package zoetrope.app.film;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.app.model.Clips;
import zoetrope.app.model.Workbench;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.film.evaluate.FilmFrame;
import zoetrope.film.evaluate.Layer;
import zoetrope.film.picture.Canvas;
import zoetrope.film.picture.Compositor;
import zoetrope.film.picture.PixelRows;
import zoetrope.film.picture.ScaledRows;
import zoetrope.film.picture.TitleCard;
import zoetrope.service.studio.TakeFrames;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;

/**
 * Draws the film at a time as the export would, from takes decoded for the screen. What is not
 * there yet is left out and drawn when it has arrived.
 */
final class FilmPreview {
  /** Titles that come this soon are painted already, so that they are there when they fade in. */
  private static final long AHEAD = Timeline.TICKS_PER_SECOND;

  private final Workbench bench;
  private final Clips clips;
  private final TitleCards cards;
  private Optional<Evaluated> evaluated = Optional.empty();

  private record Evaluated(Story story, FilmEvaluator film) {}

  /** {@code arrived} is called when something that was missing has been decoded. */
  FilmPreview(Workbench bench, Runnable arrived) {
    this.bench = bench;
    clips = new Clips(bench, arrived);
    cards = new TitleCards(bench.background(), arrived);
  }

  /**
   * What came of drawing.
   *
   * @param shows whether there was a picture or a title to draw
   * @param missing the shot that should show and has no take
   */
  record Drawn(boolean shows, Optional<String> missing) {}

  /** Draws the film at a time in ticks. */
  Drawn draw(long ticks, Canvas canvas) {
    FilmFrame frame = film().atTime(ticks);
    frame.layers().forEach(layer -> neighbours(layer.clip()));
    film().atTime(ticks + AHEAD).titles().forEach(title -> card(title.title(), canvas));
    Compositor.draw(frame, layer -> rows(layer, canvas), title -> card(title, canvas), canvas);
    boolean pictured = frame.layers().stream().anyMatch(layer -> clip(layer.clip()).isPresent());
    return new Drawn(
        pictured || !frame.titles().isEmpty(), pictured ? Optional.empty() : missing(frame));
  }

  private FilmEvaluator film() {
    Story story = bench.story().story().get();
    if (evaluated.isEmpty() || evaluated.get().story() != story) {
      evaluated =
          Optional.of(
              new Evaluated(story, new FilmEvaluator(story.timeline(), story.format().fps())));
    }
    return evaluated.get().film();
  }

  private Optional<String> missing(FilmFrame frame) {
    return frame.layers().reversed().stream()
        .map(layer -> layer.clip().shotId())
        .filter(shot -> bench.story().picked(shot).isEmpty())
        .findFirst();
  }

  /** Has the clips before and behind decoded by the time the play head gets there. */
  private void neighbours(Clip shown) {
    for (Track track : bench.story().story().get().timeline().tracks()) {
      List<Clip> all = track.clips();
      int at = all.indexOf(shown);
      if (at >= 0 && at + 1 < all.size()) {
        clip(all.get(at + 1));
      }
      if (at > 0) {
        clip(all.get(at - 1));
      }
    }
  }

  private Optional<PixelRows> rows(Layer layer, Canvas canvas) {
    return clip(layer.clip()).map(take -> rows(take, layer.seconds(), canvas));
  }

  private static PixelRows rows(TakeFrames.Clip take, double seconds, Canvas canvas) {
    return new ScaledRows(
        take.rgb(),
        take.offset(take.index(seconds)),
        take.width(),
        take.height(),
        canvas.width(),
        canvas.height());
  }

  private Optional<TakeFrames.Clip> clip(Clip c) {
    Optional<Path> file =
        bench.story().picked(c.shotId()).flatMap(t -> bench.story().file(t, "clip"));
    return file.flatMap(clips::now);
  }

  private Optional<TitleCard> card(Title title, Canvas canvas) {
    return cards.get(title, canvas.width(), canvas.height());
  }
}
