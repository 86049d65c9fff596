package zoetrope.story.timeline;

import zoetrope.story.InvalidStoryException;

/**
 * How a clip follows the one before it on its track.
 *
 * @param duration in ticks: 0 for a cut; for a dip the whole of it, half at the end of the earlier
 *     clip and half at the start of this one; for all others the time both are seen, by which the
 *     clip begins earlier
 */
public record Transition(Kind kind, long duration) {
  /** What kinds there are. */
  public enum Kind {
    CUT,
    CROSSFADE,
    DIP_TO_BLACK,
    DIP_TO_WHITE,
    /** A soft edge uncovers the later clip from left to right. */
    WIPE,
    /** A soft edge uncovers the later clip from top to bottom. */
    WIPE_DOWN,
    /** The later clip comes in from the right, over the earlier one. */
    SLIDE,
    /** The later clip comes in from the right and pushes the earlier one out. */
    PUSH,
    /** A circle grows from the middle and uncovers the later clip. */
    IRIS,
    /** The earlier clip comes towards the viewer and fades into the later one, which settles. */
    ZOOM;

    /** Whether it goes through a colour, one clip after the other. */
    public boolean dips() {
      return this == DIP_TO_BLACK || this == DIP_TO_WHITE;
    }

    /** Whether both clips are seen at once. */
    public boolean overlaps() {
      return this != CUT && !dips();
    }
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
    return kind.overlaps() ? duration : 0;
  }
}
