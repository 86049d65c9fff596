package zoetrope.story.timeline;

import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;

/**
 * A piece of a shot's picked take.
 *
 * @param id unique in the timeline
 * @param shotId the shot; which of its takes is shown is the story's choice, not the clip's
 * @param source in and out point within the take
 * @param entry how the clip follows the one before; a cut for the first of a track
 * @param lead ticks of black between the clip before and this one; 0 where a transition overlaps
 */
public record Clip(String id, String shotId, TimeRange source, Transition entry, long lead) {
  public Clip {
    Identifiers.require("id", id);
    Identifiers.require("shot", shotId);
    InvalidStoryException.require(lead >= 0, "lead", "is below zero");
    InvalidStoryException.require(
        lead == 0 || entry.kind() == Transition.Kind.CUT,
        "lead",
        "a gap leaves nothing to fade from; use a cut");
    InvalidStoryException.require(
        entry.duration() <= source.duration(),
        "entry",
        "the transition is longer than its clip; shorten it");
  }

  /** How long it takes in the film, in ticks. */
  public long duration() {
    return source.duration();
  }

  /** The moment of its take that shows so many ticks of the film after its start. */
  public long takeTicks(long ticks) {
    return source.start() + ticks;
  }

  /** The same in seconds. */
  public double takeSeconds(double seconds) {
    return (double) source.start() / Timeline.TICKS_PER_SECOND + seconds;
  }

  /** How much of its take goes by in so many ticks of the film, on the average; at least one. */
  public long taken(long ticks) {
    return Math.max(1, ticks);
  }

  /** What it shows before a moment, in ticks of the film after its start. */
  public Clip until(long ticks) {
    return with(new TimeRange(source.start(), takeTicks(ticks)));
  }

  /** What it shows from a moment on, in ticks of the film after its start. */
  public Clip from(long ticks) {
    return with(new TimeRange(takeTicks(ticks), source.end()));
  }

  /** The same under another name, after a cut. */
  public Clip as(String other) {
    return new Clip(other, shotId, source, Transition.CUT, 0);
  }

  /** The same clip with another piece of its take; a transition that is longer is shortened. */
  public Clip with(TimeRange other) {
    return new Clip(id, shotId, other, entry.atMost(other.duration()), lead);
  }

  /** The same clip with another way in. */
  public Clip with(Transition way, long gap) {
    return new Clip(id, shotId, source, way, gap);
  }
}
