package zoetrope.story.edit;

import zoetrope.story.document.Story;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;

/**
 * Edits of the words over the picture. Each starts from the title as it was when a gesture began,
 * so that where a drag went on its way leaves no trace. Times are ticks of the film.
 */
public final class TitleEdits {
  private TitleEdits() {}

  /**
   * Adds a title, or puts it in the place of the one of its id (overwrite).
   *
   * <pre>
   * before  [ clip ][ clip ]
   * after     [ title ]
   *         [ clip ][ clip ]
   * </pre>
   */
  public static Edit put(Title title) {
    return new Edit.Change("put-title", story -> TimelineEdits.put(story, title));
  }

  /**
   * Moves a title as a whole.
   *
   * <pre>
   *                to
   * before  [ title ]
   * after          [ title ]
   * </pre>
   */
  public static Edit move(Title title, long to) {
    return placed(title, story -> moved(title.place(), to));
  }

  /**
   * Lets a title appear at another time; it ends when it did, at least a frame later.
   *
   * <pre>
   *            to
   * before  [ title ]
   * after      [tle ]
   * </pre>
   */
  public static Edit trimHead(Title title, long to) {
    return placed(title, story -> headTrimmed(title.place(), to, TimelineEdits.frame(story)));
  }

  /**
   * Lets a title end at another time, at least a frame after it appears.
   *
   * <pre>
   *             to
   * before  [ title ]
   * after   [ ti]
   * </pre>
   */
  public static Edit trimTail(Title title, long to) {
    return placed(title, story -> tailTrimmed(title.place(), to, TimelineEdits.frame(story)));
  }

  /** Where a title is to lie. */
  @FunctionalInterface
  private interface Place {
    TimeRange in(Story story);
  }

  private static Edit placed(Title t, Place place) {
    return new Edit.Change(
        "put-title",
        story ->
            TimelineEdits.put(
                story, new Title(t.id(), t.text(), place.in(story), t.position(), t.style())));
  }

  static TimeRange moved(TimeRange place, long to) {
    long start = Math.max(0, to);
    return new TimeRange(start, start + place.duration());
  }

  static TimeRange headTrimmed(TimeRange place, long to, long least) {
    return new TimeRange(Math.clamp(to, 0, Math.max(0, place.end() - least)), place.end());
  }

  static TimeRange tailTrimmed(TimeRange place, long to, long least) {
    return new TimeRange(place.start(), Math.max(place.start() + least, to));
  }
}
