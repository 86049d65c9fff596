package zoetrope.story.timeline;

import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;

/**
 * A named moment of the film, for orientation only.
 *
 * @param at in ticks
 */
public record Marker(String id, long at, String name) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 100;

  public Marker {
    Identifiers.require("id", id);
    InvalidStoryException.require(at >= 0, "at", "is before zero");
    InvalidStoryException.requireLength("name", name, MAX_NAME);
  }
}
