package zoetrope.story.document;

import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.motion.Point;

/**
 * A character in a shot.
 *
 * @param size its height as a fraction of the frame's, 0.02 to 2
 * @param at its centre at the first frame
 */
public record Appearance(String characterId, double size, Point at) {
  public Appearance {
    Identifiers.require("id", characterId);
    InvalidStoryException.requireRange("size", size, 0.02, 2);
  }
}
