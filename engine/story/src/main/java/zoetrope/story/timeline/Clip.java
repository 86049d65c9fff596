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
}
