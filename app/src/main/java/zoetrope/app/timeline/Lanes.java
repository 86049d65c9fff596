package zoetrope.app.timeline;

import java.util.List;
import java.util.Optional;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;

/**
 * Where everything lies on the screen.
 *
 * @param scale pixels a second
 * @param scroll pixels the timeline is scrolled to the left
 */
record Lanes(double width, double scale, double scroll, int sounds) {
  static final double HEAD = 84;
  static final double RULER = 24;
  static final double TITLES = 28;
  static final double PICTURES = 64;
  static final double SOUND = 44;
  static final double GAP = 4;
  private static final double GRIP = 7;

  double x(long ticks) {
    return HEAD + ticks * scale / Timeline.TICKS_PER_SECOND - scroll;
  }

  long ticks(double x) {
    return Math.max(0, Math.round((x - HEAD + scroll) / scale * Timeline.TICKS_PER_SECOND));
  }

  static double titlesTop() {
    return RULER + GAP;
  }

  static double picturesTop() {
    return titlesTop() + TITLES + GAP;
  }

  static double soundTop(int lane) {
    return picturesTop() + PICTURES + GAP + lane * (SOUND + GAP);
  }

  double height() {
    return soundTop(Math.max(1, sounds)) + GAP;
  }

  /** What of a thing the pointer is on. */
  enum Part {
    BODY,
    START,
    END
  }

  /** What lies under the pointer. */
  record Hit(String id, Part part) {}

  /** What lies there; empty over nothing. */
  Optional<Hit> hit(TimelineModel model, double x, double y) {
    if (x < HEAD) {
      return Optional.empty();
    }
    if (y < RULER) {
      return model.timeline().markers().stream()
          .filter(m -> Math.abs(x(m.at()) - x) < GRIP)
          .findFirst()
          .map(m -> new Hit(m.id(), Part.BODY));
    }
    if (y >= titlesTop() && y < titlesTop() + TITLES) {
      List<Title> titles = model.timeline().titles();
      return titles.reversed().stream().flatMap(t -> on(t.id(), t.place(), x).stream()).findFirst();
    }
    if (y >= picturesTop() && y < picturesTop() + PICTURES) {
      return picture(model, x);
    }
    List<AudioClip> audio = model.timeline().audio();
    for (int i = 0; i < audio.size(); i++) {
      if (y >= soundTop(i) && y < soundTop(i) + SOUND) {
        return on(audio.get(i).id(), audio.get(i).place(), x);
      }
    }
    return Optional.empty();
  }

  private Optional<Hit> picture(TimelineModel model, double x) {
    List<Clip> clips = model.pictures().clips();
    List<TimeRange> places = model.pictures().placements();
    for (int i = clips.size() - 1; i >= 0; i--) {
      Optional<Hit> h = on(clips.get(i).id(), places.get(i), x);
      if (h.isPresent()) {
        return h;
      }
    }
    return Optional.empty();
  }

  private Optional<Hit> on(String id, TimeRange place, double x) {
    double a = x(place.start());
    double b = x(place.end());
    if (x < a - 2 || x > b + 2) {
      return Optional.empty();
    }
    double grip = Math.min(GRIP, (b - a) / 4);
    Part part = x < a + grip ? Part.START : x > b - grip ? Part.END : Part.BODY;
    return Optional.of(new Hit(id, part));
  }
}
