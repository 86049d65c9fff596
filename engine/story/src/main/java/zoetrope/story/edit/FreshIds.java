package zoetrope.story.edit;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;

/** Ids that nothing on a timeline has; the same timeline gives the same. */
final class FreshIds {
  private FreshIds() {}

  /** Such as {@code clip-3}. */
  static String of(Timeline timeline, String kind) {
    Set<String> taken =
        Stream.of(
                timeline.tracks().stream().flatMap(t -> t.clips().stream()).map(Clip::id),
                timeline.titles().stream().map(Title::id),
                timeline.audio().stream().map(AudioClip::id),
                timeline.markers().stream().map(Marker::id))
            .flatMap(ids -> ids)
            .collect(Collectors.toSet());
    return of(kind, taken);
  }

  /** A base, or with the first number behind it that makes it new. */
  static String of(String base, Set<String> taken) {
    int n = 1;
    while (taken.contains(base + "-" + n)) {
      n++;
    }
    return base + "-" + n;
  }
}
