package zoetrope.story.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.story.document.Shot;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** Reads {@code timeline}; the pictures are all shots in their order, each in full. */
record TimelineReader(MediaFinder media, Times times) {

  /** A film of the shots with cuts, without titles and sound. */
  Timeline plain(List<Shot> shots) {
    return new Timeline(
        shots.isEmpty() ? List.of() : List.of(track(shots, Map.of(), Map.of())),
        List.of(),
        List.of());
  }

  Optional<Timeline> timeline(Item item, List<Shot> shots) {
    Fields fields = item.fields("speeds", "transitions", "titles", "audio");
    Map<String, Speed> speeds = new HashMap<>();
    fields.list("speeds").forEach(entry -> speed(entry, shots, speeds));
    Map<String, Transition> entries = new HashMap<>();
    for (Item entry : fields.list("transitions")) {
      transition(entry, shots, entries);
      if (fields.sound()) {
        entry.buildWhole(() -> track(shots, entries, speeds));
      }
    }
    Optional<Track> track = fields.build(() -> track(shots, entries, speeds));
    Optional<FilmLength> film = track.map(this::length);
    List<Title> titles = new ArrayList<>();
    fields
        .list("titles")
        .forEach(entry -> title(entry, titles.size() + 1, film).ifPresent(titles::add));
    List<AudioClip> audio = new ArrayList<>();
    fields
        .list("audio")
        .forEach(entry -> audio(entry, audio.size() + 1, film).ifPresent(audio::add));
    return track.flatMap(
        pictures -> fields.build(() -> new Timeline(List.of(pictures), titles, audio)));
  }

  private FilmLength length(Track pictures) {
    return FilmLength.of(new Timeline(List.of(pictures), List.of(), List.of()), times.rate());
  }

  private Track track(
      List<Shot> shots, Map<String, Transition> entries, Map<String, Speed> speeds) {
    List<Clip> clips = new ArrayList<>();
    for (Shot shot : shots) {
      TimeRange whole = new TimeRange(0, times.rate().ticks(shot.frames()));
      clips.add(
          new Clip(
              "clip-" + (clips.size() + 1),
              shot.id(),
              whole,
              entries.getOrDefault(shot.id(), Transition.CUT),
              0,
              speeds.getOrDefault(shot.id(), Speed.NORMAL)));
    }
    return new Track("picture", clips);
  }

  private static void speed(Item item, List<Shot> shots, Map<String, Speed> speeds) {
    Fields fields = item.fields("shot", "speed", "from", "to");
    String id = fields.needText("shot");
    if (shots.stream().noneMatch(shot -> shot.id().equals(id))) {
      fields.find("shot").ifPresent(value -> value.wrong("there is no shot '%s'".formatted(id)));
    }
    if (fields.has("speed") == (fields.has("from") || fields.has("to"))) {
      fields.wrong("needs either a speed, or from and to for a ramp");
      return;
    }
    double from = fields.number(fields.has("speed") ? "speed" : "from", 1);
    double to = fields.has("speed") ? from : fields.number("to", 1);
    fields
        .build(() -> new Speed(from, to))
        .ifPresent(
            speed -> {
              if (speeds.put(id, speed) != null) {
                fields.wrong("there are two speeds of '%s'; remove one".formatted(id));
              }
            });
  }

  private void transition(Item item, List<Shot> shots, Map<String, Transition> entries) {
    Fields fields = item.fields("into", "kind", "duration");
    String into = fields.needText("into");
    Optional<Transition.Kind> kind =
        fields.need("kind").flatMap(value -> value.choice(Transition.Kind.class));
    long duration = fields.find("duration").flatMap(times::ticks).orElse(0L);
    if (shots.stream().noneMatch(shot -> shot.id().equals(into))) {
      fields.find("into").ifPresent(value -> value.wrong("there is no shot '%s'".formatted(into)));
    } else if (shots.getFirst().id().equals(into)) {
      fields
          .find("into")
          .ifPresent(value -> value.wrong("the first shot has none before it; name a later one"));
    }
    kind.flatMap(chosen -> fields.build(() -> new Transition(chosen, duration)))
        .ifPresent(
            transition -> {
              if (entries.put(into, transition) != null) {
                fields.wrong("there are two transitions into '%s'; remove one".formatted(into));
              }
            });
  }

  private Optional<Title> title(Item item, int number, Optional<FilmLength> film) {
    Fields fields = item.fields("text", "at", "duration", "position", "style");
    String text = fields.needText("text");
    long at = fields.need("at").flatMap(times::ticks).orElse(0L);
    long duration = fields.need("duration").flatMap(times::ticks).orElse(1L);
    Title.Position position =
        fields.choice("position", Title.Position.class, Title.Position.BOTTOM);
    Title.Style style = fields.choice("style", Title.Style.class, Title.Style.HEADLINE);
    requireInside(fields, at, duration, film);
    return fields.build(
        () ->
            new Title("title-" + number, text, new TimeRange(at, at + duration), position, style));
  }

  private Optional<AudioClip> audio(Item item, int number, Optional<FilmLength> film) {
    Fields fields = item.fields("file", "at", "duration", "gain_db", "fade_in", "fade_out");
    var file = fields.need("file").flatMap(media::find);
    long at = fields.find("at").flatMap(times::ticks).orElse(0L);
    long rest = film.map(length -> Math.max(1, length.end() - at)).orElse(1L);
    long duration = fields.find("duration").flatMap(times::ticks).orElse(rest);
    double gain = fields.number("gain_db", 0);
    long fadeIn = fields.find("fade_in").flatMap(times::ticks).orElse(0L);
    long fadeOut = fields.find("fade_out").flatMap(times::ticks).orElse(0L);
    requireInside(fields, at, duration, film);
    return file.flatMap(
        media ->
            fields.build(
                () ->
                    new AudioClip(
                        "audio-" + number,
                        media,
                        new TimeRange(at, at + duration),
                        0,
                        gain,
                        fadeIn,
                        fadeOut)));
  }

  private static void requireInside(
      Fields fields, long at, long duration, Optional<FilmLength> film) {
    if (duration <= 0) {
      fields.find("duration").ifPresent(value -> value.wrong("must last longer than nothing"));
      return;
    }
    film.filter(length -> length.cuts(new TimeRange(at, at + duration)))
        .ifPresent(
            length ->
                fields.wrong(
                    "lasts until %.3fs, but the film ends at %.3fs; start earlier or make it shorter"
                        .formatted(seconds(at + duration), seconds(length.end()))));
  }

  private static double seconds(long ticks) {
    return (double) ticks / Timeline.TICKS_PER_SECOND;
  }
}
