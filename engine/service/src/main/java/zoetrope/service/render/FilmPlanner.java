package zoetrope.service.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.media.FilmPlan;
import zoetrope.story.document.Story;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** Translates a story's timeline and picked takes into a film plan. */
final class FilmPlanner {
  private static final double LOUDNESS = -16;

  private final StoryStore store;
  private final Story story;
  private final FrameRate rate;
  private final FilmLength length;

  FilmPlanner(StoryStore store) {
    this.store = store;
    story = store.story();
    rate = story.format().fps();
    length = story.length();
  }

  FilmPlan plan(int width, int height, Optional<FilmPlan.Label> label) {
    List<FilmPlan.Clip> clips = new ArrayList<>();
    for (Track track : story.timeline().tracks()) {
      List<TimeRange> places = track.placements();
      for (int i = 0; i < places.size(); i++) {
        clips.add(clip(track.clips().get(i), places.get(i)));
      }
    }
    return new FilmPlan(
        width,
        height,
        rate.numerator(),
        rate.denominator(),
        (int) length.frames(),
        clips,
        titles(),
        sounds(),
        LOUDNESS,
        label);
  }

  private FilmPlan.Clip clip(Clip c, TimeRange place) {
    Transition t = c.entry();
    FilmPlan.Entry entry =
        switch (t.kind()) {
          case CUT -> FilmPlan.Entry.CUT;
          case CROSSFADE -> FilmPlan.Entry.CROSSFADE;
          case DIP_TO_BLACK -> FilmPlan.Entry.DIP_TO_BLACK;
        };
    int start = (int) rate.frameAt(place.start());
    return new FilmPlan.Clip(
        take(c.shotId()),
        seconds(c.source().start()),
        start,
        (int) rate.frameAt(place.end()),
        entry,
        (int) rate.frameAt(t.duration()));
  }

  private Path take(String shot) {
    Take take =
        Optional.ofNullable(story.picks().get(shot))
            .flatMap(store::take)
            .orElseThrow(
                () ->
                    new RenderException(
                        "shot '%s' has no picked take; render it first".formatted(shot)));
    return store.takeFiles().locate(take.files().get(TakeMaker.CLIP));
  }

  private List<FilmPlan.Title> titles() {
    return story.timeline().titles().stream()
        .flatMap(t -> t.place().before(length.end()).map(seen -> title(t, seen)).stream())
        .toList();
  }

  private FilmPlan.Title title(Title t, TimeRange seen) {
    return new FilmPlan.Title(
        t.text(),
        (int) rate.frameAt(seen.start()),
        (int) rate.frameAt(seen.end()),
        FilmPlan.Place.valueOf(t.position().name()),
        FilmPlan.Style.valueOf(t.style().name()));
  }

  private List<FilmPlan.Sound> sounds() {
    return story.timeline().audio().stream()
        .flatMap(a -> a.place().before(length.end()).map(heard -> sound(a, heard)).stream())
        .toList();
  }

  private FilmPlan.Sound sound(AudioClip a, TimeRange heard) {
    return new FilmPlan.Sound(
        store.media().locate(a.media()),
        seconds(heard.start()),
        seconds(heard.end()),
        seconds(a.sourceStart()),
        a.gainDb(),
        seconds(a.fadeIn()),
        seconds(a.fadeOut()));
  }

  private static double seconds(long ticks) {
    return (double) ticks / Timeline.TICKS_PER_SECOND;
  }
}
