package zoetrope.story.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;

/** What all things on the timeline have in common: they can be put there and taken away. */
public final class TimelineEdits {
  private TimelineEdits() {}

  /**
   * An id for something new.
   *
   * @param kind what it begins with, such as {@code title}
   */
  public static String freshId(Story story, String kind) {
    return FreshIds.of(story.timeline(), kind);
  }

  /**
   * Takes away whatever has an id. What follows a clip closes up; other things leave their place
   * empty.
   *
   * <pre>
   * before  [  A  ][  B  ][  C  ]     after  [  A  ][  C  ]
   *            [ title ]                        [ title ]
   *         [       sound       ]               (nothing)
   * </pre>
   */
  public static Edit remove(String id) {
    return new Edit.Change(
        "remove-item",
        story ->
            story.timeline().pictures().clip(id).isPresent()
                ? ClipEdits.rippleDelete(id).applyTo(story)
                : with(story, t -> without(t, id)));
  }

  private static Timeline without(Timeline t, String id) {
    return new Timeline(
        t.tracks(),
        t.titles().stream().filter(v -> !v.id().equals(id)).toList(),
        t.audio().stream().filter(v -> !v.id().equals(id)).toList(),
        t.markers().stream().filter(v -> !v.id().equals(id)).toList());
  }

  /** With a title, in the place of the one of its id; by when they are seen. */
  static Story put(Story story, Title title) {
    return with(
        story,
        t -> {
          List<Title> titles = put(t.titles(), title, Title::id);
          titles.sort(Comparator.comparingLong(v -> v.place().start()));
          return new Timeline(t.tracks(), titles, t.audio(), t.markers());
        });
  }

  /** With a sound, in the place of the one of its id; each keeps its lane. */
  static Story put(Story story, AudioClip sound) {
    return with(
        story,
        t ->
            new Timeline(
                t.tracks(), t.titles(), put(t.audio(), sound, AudioClip::id), t.markers()));
  }

  /** With a marker, in the place of the one of its id; by when they are. */
  static Story put(Story story, Marker marker) {
    return with(
        story,
        t -> {
          List<Marker> markers = put(t.markers(), marker, Marker::id);
          markers.sort(Comparator.comparingLong(Marker::at));
          return new Timeline(t.tracks(), t.titles(), t.audio(), markers);
        });
  }

  private static <T> List<T> put(List<T> all, T one, Function<T, String> id) {
    List<T> out = new ArrayList<>(all);
    int at = all.stream().map(id).toList().indexOf(id.apply(one));
    if (at < 0) {
      out.add(one);
    } else {
      out.set(at, one);
    }
    return out;
  }

  private static Story with(Story story, UnaryOperator<Timeline> change) {
    return new Edit.SetTimeline(change.apply(story.timeline())).applyTo(story);
  }

  static long frame(Story story) {
    return story.format().fps().ticks(1);
  }
}
