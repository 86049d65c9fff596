package zoetrope.film;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zoetrope.core.image.Fit;
import zoetrope.film.evaluate.FilmFrame;
import zoetrope.film.evaluate.Layer;
import zoetrope.film.evaluate.TitleLayer;
import zoetrope.film.picture.Canvas;
import zoetrope.film.picture.Compositor;
import zoetrope.film.picture.PixelRows;
import zoetrope.film.picture.TitleCard;
import zoetrope.film.picture.TitlePainter;
import zoetrope.media.MediaException;
import zoetrope.media.VideoReader;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Title;

/**
 * The frames of a film in their order as they are exported: every take decoded at the film's size,
 * opened when it is first needed and closed after its last frame. Whoever made it closes it.
 */
public final class FilmReel implements AutoCloseable {
  private final Film film;
  private final Canvas canvas;
  private final TitlePainter painter;
  private final Map<Clip, Source> sources = new HashMap<>();
  private final Map<Title, TitleCard> titles = new HashMap<>();
  private final Optional<TitleCard> label;

  public FilmReel(Film film) {
    this.film = film;
    canvas = new Canvas(film.width(), film.height());
    painter = new TitlePainter(film.width(), film.height());
    label = film.label().map(painter::paint);
  }

  /**
   * A frame; on the same canvas each time.
   *
   * @param number none before the one given last
   */
  public Canvas frame(long number) {
    FilmFrame frame = film.content().at(number);
    closeUnused(frame);
    Compositor.draw(
        frame, layer -> Optional.of(source(layer).at(layer.seconds())), this::card, canvas);
    label.ifPresent(card -> Compositor.overlay(card, 1, canvas));
    return canvas;
  }

  private Source source(Layer layer) {
    return sources.computeIfAbsent(
        layer.clip(), clip -> new Source(film.takes().get(clip.shotId())));
  }

  private Optional<TitleCard> card(Title title) {
    return Optional.of(titles.computeIfAbsent(title, painter::paint));
  }

  /** A clip shows without a break; titles may be as many as a long film has, and large. */
  private void closeUnused(FilmFrame frame) {
    var clips = frame.layers().stream().map(Layer::clip).collect(Collectors.toSet());
    sources.entrySet().stream()
        .filter(e -> !clips.contains(e.getKey()))
        .forEach(e -> e.getValue().close());
    sources.keySet().retainAll(clips);
    titles.keySet().retainAll(frame.titles().stream().map(TitleLayer::title).toList());
  }

  @Override
  public void close() {
    sources.values().forEach(Source::close);
    sources.clear();
  }

  /** A take's frames, each held until the next is due. */
  private final class Source implements AutoCloseable {
    private final Path file;
    private final VideoReader reader;
    private Optional<PixelRows> now = Optional.empty();
    private int read;

    Source(Path file) {
      this.file = file;
      reader = VideoReader.open(file, film.width(), film.height(), Fit.CONTAIN);
    }

    PixelRows at(double seconds) {
      int wanted = (int) Math.floor(seconds * reader.rate() + 1e-6) + 1;
      while (read < wanted) {
        Optional<byte[]> next = reader.next();
        if (next.isEmpty()) {
          break; // a take that is a frame short holds its last
        }
        now = next.map(rgb -> PixelRows.packed(rgb, film.width()));
        read++;
      }
      return now.orElseThrow(
          () -> new MediaException(file, "there is no frame in it", "Generate the take again"));
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
