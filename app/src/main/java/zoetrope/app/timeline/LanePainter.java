package zoetrope.app.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import zoetrope.app.fx.Fonts;
import zoetrope.app.fx.Pictures;
import zoetrope.app.fx.ThemeColours;
import zoetrope.app.text.Texts;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.Waveforms;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Transition;

/**
 * Draws the timeline's lanes; only what is in sight. Nothing is clipped: the toolkit draws each
 * clip through a mask as large as the canvas.
 */
final class LanePainter {
  private static final int MOST_IMAGES = 600;

  private final Font small = Fonts.of(11);
  private final Font tiny = Fonts.of(10);

  private final TimelineModel model;
  private final Texts texts;
  private final ThemeColours skin;
  private final Map<Bitmap, Image> images = new HashMap<>();
  private final Ellipsis fitting = new Ellipsis();

  LanePainter(TimelineModel model, Texts texts, ThemeColours skin) {
    this.model = model;
    this.texts = texts;
    this.skin = skin;
  }

  void paint(GraphicsContext g, Lanes l, double height) {
    g.setFill(skin.ground());
    g.fillRect(0, 0, l.width(), height);
    g.setTextBaseline(VPos.CENTER);
    lane(g, l, Lanes.titlesTop(), Lanes.TITLES);
    lane(g, l, Lanes.picturesTop(), Lanes.PICTURES);
    for (int i = 0; i < Math.max(1, l.sounds()); i++) {
      lane(g, l, Lanes.soundTop(i), Lanes.SOUND);
    }
    model.timeline().titles().forEach(t -> title(g, l, t));
    pictures(g, l);
    List<AudioClip> audio = model.timeline().audio();
    for (int i = 0; i < audio.size(); i++) {
      sound(g, l, audio.get(i), i);
    }
    filmEnd(g, l, height);
    ruler(g, l);
    model.timeline().markers().forEach(m -> marker(g, l, m));
    model.snapping().at().get().ifPresent(at -> snap(g, l.x(at), height));
    heads(g, l, height);
  }

  private void snap(GraphicsContext g, double x, double height) {
    g.setStroke(skin.marker());
    g.setLineWidth(1);
    g.setLineDashes(4, 3);
    g.strokeLine(Math.round(x) + .5, 0, Math.round(x) + .5, height);
    g.setLineDashes();
  }

  private void lane(GraphicsContext g, Lanes l, double y, double h) {
    g.setFill(skin.lane());
    g.fillRect(Lanes.HEAD, y, l.width() - Lanes.HEAD, h);
  }

  private boolean chosen(String id) {
    return model.chosen().get().filter(id::equals).isPresent();
  }

  private boolean outside(Lanes l, TimeRange p) {
    return l.x(p.end()) < Lanes.HEAD || l.x(p.start()) > l.width();
  }

  private void block(
      GraphicsContext g, Lanes l, TimeRange p, double y, double h, Color fill, boolean chosen) {
    double x = l.x(p.start());
    double w = Math.max(3, l.x(p.end()) - x);
    g.setFill(fill);
    g.fillRoundRect(x + .5, y, w - 1, h, 6, 6);
    g.setStroke(chosen ? skin.accent() : skin.line());
    g.setLineWidth(chosen ? 2 : 1);
    g.strokeRoundRect(x + 1, y + .5, Math.max(1, w - 2), h - 1, 6, 6);
  }

  private void text(
      GraphicsContext g, String words, Font font, Color ink, double x, double y, double room) {
    if (room > 14) {
      g.setFont(font);
      g.setFill(ink);
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(fitting.of(words, font, room), x, y);
    }
  }

  private void title(GraphicsContext g, Lanes l, Title t) {
    if (outside(l, t.place())) {
      return;
    }
    block(g, l, t.place(), Lanes.titlesTop(), Lanes.TITLES, skin.title(), chosen(t.id()));
    double x = l.x(t.place().start());
    text(
        g,
        "T  " + t.text(),
        small,
        skin.onTitle(),
        x + 7,
        Lanes.titlesTop() + Lanes.TITLES / 2,
        l.x(Math.min(t.place().end(), model.length().end())) - x - 12);
  }

  private void pictures(GraphicsContext g, Lanes l) {
    List<Clip> clips = model.pictures().clips();
    List<TimeRange> places = model.pictures().placements();
    for (int i = 0; i < clips.size(); i++) {
      if (!outside(l, places.get(i))) {
        clip(g, l, clips.get(i), places.get(i));
      }
    }
    for (int i = 1; i < clips.size(); i++) {
      join(g, l, clips.get(i), places.get(i));
    }
  }

  private void clip(GraphicsContext g, Lanes l, Clip c, TimeRange place) {
    double y = Lanes.picturesTop();
    double x = l.x(place.start());
    double w = l.x(place.end()) - x;
    block(g, l, place, y, Lanes.PICTURES, skin.clip(), chosen(c.id()));
    Optional<Bitmap> poster = model.poster(c.shotId());
    double h = Lanes.PICTURES - 20;
    poster.ifPresent(b -> strip(g, l, c, b, new double[] {x + 2, y + 18, w - 4, h}));
    text(g, model.label(c), small, skin.onClip(), x + 7, y + 9.5, w - 12);
    if (chosen(c.id())) {
      block(g, l, place, y, Lanes.PICTURES, Color.TRANSPARENT, true);
    }
  }

  /**
   * What the clip shows, from left to right, in a box of x, y, width and height; cut at its end.
   */
  private void strip(GraphicsContext g, Lanes l, Clip c, Bitmap poster, double[] box) {
    double x = box[0];
    double y = box[1];
    double w = box[2];
    double h = box[3];
    double each = poster.width() + 1;
    double first = Math.max(0, Math.floor((Lanes.HEAD - x) / each) * each);
    for (double at = first; at < w && x + at < l.width(); at += each) {
      double seconds = c.takeSeconds((at + each / 2) / l.scale());
      Image now = image(model.thumb(c.shotId(), seconds).orElse(poster));
      double part = Math.min(now.getWidth(), Math.floor(w - at));
      if (part >= 1) {
        g.drawImage(now, 0, 0, part, now.getHeight(), Math.round(x + at), y, part, h);
      }
    }
  }

  private Image image(Bitmap b) {
    if (images.size() > MOST_IMAGES) {
      images.clear();
    }
    return images.computeIfAbsent(b, Pictures::image);
  }

  private void join(GraphicsContext g, Lanes l, Clip c, TimeRange place) {
    Transition t = c.entry();
    if (t.kind() == Transition.Kind.CUT) {
      return;
    }
    boolean dip = t.kind().dips();
    long from = dip ? place.start() - t.duration() / 2 : place.start();
    double x = l.x(from);
    double w = Math.max(6, l.x(from + t.duration()) - x);
    double y = Lanes.picturesTop() + 20;
    double h = Lanes.PICTURES - 24;
    g.setFill(dip ? Color.color(0, 0, 0, .75) : skin.joint());
    g.fillRoundRect(x, y, w, h, 5, 5);
    g.setStroke(Color.WHITE);
    g.setLineWidth(1.2);
    g.strokeRoundRect(x, y, w, h, 5, 5);
    if (dip) {
      g.strokeLine(x + 2, y + 3, x + w / 2, y + h - 3);
      g.strokeLine(x + w / 2, y + h - 3, x + w - 2, y + 3);
    } else {
      g.strokeLine(x + 2, y + 3, x + w - 2, y + h - 3);
      g.strokeLine(x + 2, y + h - 3, x + w - 2, y + 3);
    }
  }

  private void sound(GraphicsContext g, Lanes l, AudioClip a, int lane) {
    if (outside(l, a.place())) {
      return;
    }
    double y = Lanes.soundTop(lane);
    block(g, l, a.place(), y, Lanes.SOUND, skin.sound(), chosen(a.id()));
    double x0 = l.x(a.place().start());
    double x1 = l.x(a.place().end());
    model.waveform(a.media()).ifPresent(w -> wave(g, l, a, w, y));
    g.setStroke(skin.onSound());
    g.setLineWidth(1.2);
    double in = l.x(a.place().start() + a.fadeIn());
    g.strokeLine(x0 + 1, y + Lanes.SOUND - 2, in, y + 2);
    model.heard(a).ifPresent(heard -> fadeOut(g, l, a, heard, y));
    String gain = String.format(java.util.Locale.ROOT, "%+.1f dB", a.gainDb());
    double label = Math.max(x0, in) + 7;
    text(g, gain, tiny, skin.onSound(), label, y + 9, x1 - label - 5);
  }

  /** Where it is heard, which need not be where its place ends. */
  private static void fadeOut(GraphicsContext g, Lanes l, AudioClip a, TimeRange heard, double y) {
    double from = l.x(Math.max(heard.start(), heard.end() - a.fadeOut()));
    g.strokeLine(from, y + 2, l.x(heard.end()) - 1, y + Lanes.SOUND - 2);
  }

  /** A veil over what is cut at the film's end, and words that say so. */
  private void filmEnd(GraphicsContext g, Lanes l, double height) {
    FilmLength film = model.length();
    double x = Math.max(Lanes.HEAD, l.x(film.end()));
    if (model.cut().isEmpty() || x >= l.width()) {
      return;
    }
    g.setFill(skin.ground().deriveColor(0, 1, 1, .7));
    g.fillRect(x, Lanes.RULER, l.width() - x, height - Lanes.RULER);
    g.setStroke(skin.muted());
    g.setLineWidth(1);
    g.strokeLine(Math.round(x) + .5, Lanes.RULER, Math.round(x) + .5, height);
    model.timeline().titles().stream()
        .map(Title::place)
        .filter(film::cuts)
        .forEach(p -> cut(g, l, p, x, Lanes.titlesTop() + Lanes.TITLES / 2));
    List<AudioClip> audio = model.timeline().audio();
    for (int i = 0; i < audio.size(); i++) {
      if (film.cuts(audio.get(i).place())) {
        cut(g, l, audio.get(i).place(), x, Lanes.soundTop(i) + Lanes.SOUND / 2);
      }
    }
  }

  private void cut(GraphicsContext g, Lanes l, TimeRange place, double end, double y) {
    double x = Math.max(end, l.x(place.start())) + 7;
    text(g, texts.get("timeline.cut"), tiny, skin.muted(), x, y, l.x(place.end()) - x - 5);
  }

  private void wave(GraphicsContext g, Lanes l, AudioClip a, Waveforms.Waveform w, double y) {
    double gain = Math.pow(10, a.gainDb() / 20);
    double mid = y + Lanes.SOUND / 2;
    double from = Math.max(Lanes.HEAD, l.x(a.place().start()) + 2);
    double to = Math.min(l.width(), l.x(a.place().end()) - 2);
    g.setFill(skin.wave());
    for (double x = Math.floor(from); x < to; x++) {
      long into = l.ticks(x) - a.place().start() + a.sourceStart();
      int i = (int) (into * Waveforms.RATE / Timeline.TICKS_PER_SECOND);
      if (i >= 0 && i < w.peaks().length) {
        double v = Math.min(1, w.peaks()[i] * gain) * (Lanes.SOUND / 2 - 4);
        g.fillRect(x, mid - v, 1, 2 * v);
      }
    }
  }

  private void ruler(GraphicsContext g, Lanes l) {
    g.setFill(skin.ground());
    g.fillRect(0, 0, l.width(), Lanes.RULER);
    double[] steps = {.1, .25, .5, 1, 2, 5, 10, 15, 30, 60, 120, 300};
    double step = 600;
    for (double s : steps) {
      if (s * l.scale() >= 64) {
        step = s;
        break;
      }
    }
    g.setStroke(skin.line());
    g.setLineWidth(1);
    double first = Math.floor(l.scroll() / l.scale() / step) * step;
    for (double s = first; l.x((long) (s * Timeline.TICKS_PER_SECOND)) < l.width(); s += step) {
      double x = Math.round(l.x((long) (s * Timeline.TICKS_PER_SECOND))) + .5;
      g.strokeLine(x, Lanes.RULER - 8, x, Lanes.RULER);
      g.setFont(tiny);
      g.setFill(skin.muted());
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(clock(s), x + 4, Lanes.RULER / 2);
      for (int i = 1; i < 5; i++) {
        double m = Math.round(x + i * step * l.scale() / 5) + .5;
        g.strokeLine(m, Lanes.RULER - 4, m, Lanes.RULER);
      }
    }
  }

  static String clock(double seconds) {
    long tenths = Math.round(seconds * 100);
    long whole = tenths / 100;
    String rest = tenths % 100 == 0 ? "" : "." + "%02d".formatted(tenths % 100);
    return "%d:%02d%s".formatted(whole / 60, whole % 60, rest);
  }

  private void marker(GraphicsContext g, Lanes l, Marker m) {
    double x = l.x(m.at());
    if (x >= Lanes.HEAD) {
      g.setFill(chosen(m.id()) ? skin.accent() : skin.marker());
      g.fillPolygon(
          new double[] {x - 5, x + 5, x + 5, x, x - 5}, new double[] {2, 2, 10, 15, 10}, 5);
      text(g, m.name(), tiny, skin.muted(), x + 8, 9, 90);
    }
  }

  private void heads(GraphicsContext g, Lanes l, double height) {
    g.setFill(skin.ground());
    g.fillRect(0, 0, Lanes.HEAD - 1, height);
    g.setStroke(skin.line());
    g.setLineWidth(1);
    g.strokeLine(Lanes.HEAD - .5, 0, Lanes.HEAD - .5, height);
    head(g, "timeline.titles", Lanes.titlesTop() + Lanes.TITLES / 2);
    head(g, "timeline.shots", Lanes.picturesTop() + Lanes.PICTURES / 2);
    for (int i = 0; i < Math.max(1, l.sounds()); i++) {
      head(g, "timeline.sound", Lanes.soundTop(i) + Lanes.SOUND / 2);
    }
  }

  private void head(GraphicsContext g, String key, double y) {
    text(g, texts.get(key), small, skin.muted(), 12, y, Lanes.HEAD - 16);
  }
}
