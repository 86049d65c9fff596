package zoetrope.story.timeline;

import zoetrope.story.InvalidStoryException;

/**
 * How a clip follows the one before it on its track.
 *
 * @param duration in ticks: 0 for a cut; for a crossfade the time both are seen, by which the clip
 *     begins earlier; for a dip to black the whole dip, half of it at the end of the earlier clip
 *     and half at the start of this one
 */
public record Transition(Kind kind, long duration) {
  /** What kinds there are. */
  public enum Kind {
    CUT,
    CROSSFADE,
    DIP_TO_BLACK
  }

  /** One clip after the other. */
  public static final Transition CUT = new Transition(Kind.CUT, 0);

  public Transition {
    InvalidStoryException.require(
        (kind == Kind.CUT) == (duration == 0) && duration >= 0,
        "duration",
        "a cut takes no time, and every other transition takes some");
  }

  /** The same, held to a length; a cut where that is none. */
  public Transition atMost(long most) {
    if (duration <= most) {
      return this;
    }
    return most <= 0 ? CUT : new Transition(kind, most);
  }

  /** By how many ticks the clip overlaps the one before it. */
  public long overlap() {
    return kind == Kind.CROSSFADE ? duration : 0;
  }
}
