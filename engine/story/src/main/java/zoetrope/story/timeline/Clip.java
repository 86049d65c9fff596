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
 * @param speed at which the piece is played
 */
public record Clip(
    String id, String shotId, TimeRange source, Transition entry, long lead, Speed speed) {
  public Clip {
    Identifiers.require("id", id);
    Identifiers.require("shot", shotId);
    InvalidStoryException.require(lead >= 0, "lead", "is below zero");
    InvalidStoryException.require(
        lead == 0 || entry.kind() == Transition.Kind.CUT,
        "lead",
        "a gap leaves nothing to fade from; use a cut");
    InvalidStoryException.require(
        entry.duration() <= duration(source, speed),
        "entry",
        "the transition is longer than its clip; shorten it");
  }

  /** One that plays as the take was made. */
  public Clip(String id, String shotId, TimeRange source, Transition entry, long lead) {
    this(id, shotId, source, entry, lead, Speed.NORMAL);
  }

  /** How long it takes in the film, in ticks. */
  public long duration() {
    return duration(source, speed);
  }

  private static long duration(TimeRange source, Speed speed) {
    return Math.max(1, Math.round(source.duration() / speed.mean()));
  }

  /** The moment of its take that shows so many ticks of the film after its start. */
  public long takeTicks(long ticks) {
    return speed.equals(Speed.NORMAL)
        ? source.start() + ticks
        : source.start() + Math.round(source.duration() * speed.played(part(ticks)));
  }

  /** The same in seconds. */
  public double takeSeconds(double seconds) {
    double shown =
        speed.equals(Speed.NORMAL)
            ? seconds
            : source.duration()
                * speed.played(part(seconds * Timeline.TICKS_PER_SECOND))
                / Timeline.TICKS_PER_SECOND;
    return (double) source.start() / Timeline.TICKS_PER_SECOND + shown;
  }

  /** The part of its time that so many ticks are. */
  private double part(double ticks) {
    return ticks * speed.mean() / source.duration();
  }

  /** How much of its take goes by in so many ticks of the film, on the average; at least one. */
  public long taken(long ticks) {
    return Math.max(1, (long) Math.ceil(ticks * speed.mean()));
  }

  /** What it shows before a moment, in ticks of the film after its start. */
  public Clip until(long ticks) {
    TimeRange shown = new TimeRange(source.start(), takeTicks(ticks));
    return piece(shown, new Speed(speed.from(), speed.at(part(ticks))));
  }

  /** What it shows from a moment on, in ticks of the film after its start. */
  public Clip from(long ticks) {
    TimeRange shown = new TimeRange(takeTicks(ticks), source.end());
    return piece(shown, new Speed(speed.at(part(ticks)), speed.to()));
  }

  private Clip piece(TimeRange shown, Speed played) {
    return new Clip(id, shotId, shown, entry.atMost(duration(shown, played)), lead, played);
  }

  /** The same under another name, after a cut. */
  public Clip as(String other) {
    return new Clip(other, shotId, source, Transition.CUT, 0, speed);
  }

  /** The same clip with another piece of its take; a transition that is longer is shortened. */
  public Clip with(TimeRange source) {
    return piece(source, speed);
  }

  /** The same clip with another way in. */
  public Clip with(Transition entry, long lead) {
    return new Clip(id, shotId, source, entry, lead, speed);
  }

  /** The same clip at another speed; a transition that is longer is shortened. */
  public Clip with(Speed played) {
    return piece(source, played);
  }
}
