package zoetrope.app.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;

/** Titles, sounds and markers, as functions from one timeline to the next. */
final class Extras {
  private Extras() {}

  /** With a title, in the place of the one of its id. */
  static Timeline put(Timeline t, Title title) {
    List<Title> out = new ArrayList<>(t.titles());
    out.removeIf(v -> v.id().equals(title.id()));
    out.add(title);
    out.sort(Comparator.comparingLong(v -> v.place().start()));
    return new Timeline(t.tracks(), out, t.audio(), t.markers());
  }

  /** With a sound, in the place of the one of its id. */
  static Timeline put(Timeline t, AudioClip sound) {
    List<AudioClip> out = new ArrayList<>(t.audio());
    int at =
        out.indexOf(out.stream().filter(v -> v.id().equals(sound.id())).findFirst().orElse(sound));
    if (at < 0) {
      out.add(sound);
    } else {
      out.set(at, sound);
    }
    return new Timeline(t.tracks(), t.titles(), out, t.markers());
  }

  /** With a marker, in the place of the one of its id. */
  static Timeline put(Timeline t, Marker marker) {
    List<Marker> out = new ArrayList<>(t.markers());
    out.removeIf(v -> v.id().equals(marker.id()));
    out.add(marker);
    out.sort(Comparator.comparingLong(Marker::at));
    return new Timeline(t.tracks(), t.titles(), t.audio(), out);
  }

  /** Without whatever has that id. */
  static Timeline without(Timeline t, String id) {
    return new Timeline(
        t.tracks(),
        t.titles().stream().filter(v -> !v.id().equals(id)).toList(),
        t.audio().stream().filter(v -> !v.id().equals(id)).toList(),
        t.markers().stream().filter(v -> !v.id().equals(id)).toList());
  }
}
