package zoetrope.app.film;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.app.model.Clips;
import zoetrope.app.model.Made;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.FilmScreen;
import zoetrope.service.studio.TakeFrames;
import zoetrope.service.studio.TitleCards;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** What a film shows at a time, from decoded takes. */
final class FilmFrame {
  /** Rows of the frame that titles are painted for. */
  static final int TITLE_HEIGHT = 540;

  private static final int CARDS = 16;

  private final Workbench bench;
  private final Clips clips;
  private final Made<Title, TitleCards.Card> cards;

  /** {@code arrived} is called when something that was missing has been decoded. */
  FilmFrame(Workbench bench, Runnable arrived) {
    this.bench = bench;
    clips = new Clips(bench, arrived);
    cards = new Made<>(bench.background(), arrived, CARDS);
  }

  /** A frame of a clip to draw, and how much of it. */
  record Layer(TakeFrames.Clip clip, int frame, double opacity) {}

  /**
   * Everything at one time, the lowest first.
   *
   * @param black how much of it a dip takes away
   * @param missing the shot that should show and has no take
   */
  record Look(
      List<Layer> pictures, double black, List<TitleCards.Card> titles, Optional<String> missing) {
    void draw(FilmScreen screen) {
      screen.clear();
      pictures.forEach(l -> screen.draw(l.clip(), l.frame(), l.opacity()));
      screen.darken(black);
    }
  }

  Look at(long ticks) {
    Timeline t = bench.story().story().get().timeline();
    List<Layer> layers = new ArrayList<>();
    double black = 0;
    Optional<String> missing = Optional.empty();
    for (Track track : t.tracks()) {
      List<TimeRange> places = track.placements();
      for (int i = 0; i < places.size(); i++) {
        TimeRange p = places.get(i);
        Clip c = track.clips().get(i);
        if (ticks >= p.start() && ticks < p.end()) {
          layer(c, ticks - p.start()).ifPresent(layers::add);
          neighbours(track, i);
          boolean none = bench.story().picked(c.shotId()).isEmpty();
          missing = none ? Optional.of(c.shotId()) : missing;
        }
        black = Math.max(black, dip(c, ticks - p.start()));
      }
    }
    List<TitleCards.Card> titles = new ArrayList<>();
    for (Title title : t.titles()) {
      if (ticks >= title.place().start() && ticks < title.place().end()) {
        card(title).ifPresent(titles::add);
      }
    }
    return new Look(layers, black, titles, missing);
  }

  /** Has the clips before and behind decoded by the time the play head gets there. */
  private void neighbours(Track track, int at) {
    for (int i : new int[] {at + 1, at - 1}) {
      if (i >= 0 && i < track.clips().size()) {
        clip(track.clips().get(i));
      }
    }
  }

  private static double opacity(Clip c, long into) {
    boolean fades = c.entry().kind() == Transition.Kind.CROSSFADE && into < c.entry().duration();
    return fades ? (double) into / c.entry().duration() : 1;
  }

  /** Half of a dip lies before the clip's begin and half behind it. */
  private static double dip(Clip c, long into) {
    if (c.entry().kind() != Transition.Kind.DIP_TO_BLACK) {
      return 0;
    }
    double half = c.entry().duration() / 2.0;
    return Math.max(0, 1 - Math.abs(into) / half);
  }

  private Optional<Layer> layer(Clip c, long into) {
    double seconds = (double) (c.source().start() + into) / Timeline.TICKS_PER_SECOND;
    double opacity = opacity(c, into);
    return clip(c).map(v -> new Layer(v, v.index(seconds), opacity));
  }

  private Optional<TakeFrames.Clip> clip(Clip c) {
    Optional<Path> file =
        bench.story().picked(c.shotId()).flatMap(t -> bench.story().file(t, "clip"));
    return file.flatMap(clips::now);
  }

  private Optional<TitleCards.Card> card(Title title) {
    var f = bench.story().story().get().format();
    int width = TITLE_HEIGHT * f.width() / f.height();
    return cards.get(title, () -> TitleCards.paint(title, width, TITLE_HEIGHT));
  }
}
