package zoetrope.story.motion;

import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;

/** Which part of the frame a region covers at the shot's first frame. */
public sealed interface RegionArea {

  /**
   * What was brushed: a greyscale or alpha image stretched over the frame, bright or opaque where
   * the brush went.
   */
  record Mask(MediaRef media) implements RegionArea {}

  /** A rectangle, all values fractions of the frame; it lies within the frame. */
  record Box(double x, double y, double width, double height) implements RegionArea {
    public Box {
      InvalidStoryException.requireRange("x", x, 0, 1);
      InvalidStoryException.requireRange("y", y, 0, 1);
      InvalidStoryException.require(
          width > 0 && x + width <= 1 + 1e-9, "width", "the box must lie within 0 to 1");
      InvalidStoryException.require(
          height > 0 && y + height <= 1 + 1e-9, "height", "the box must lie within 0 to 1");
    }
  }

  /** A character of the shot, wherever it stands. */
  record OfCharacter(String characterId) implements RegionArea {
    public OfCharacter {
      Identifiers.require("character", characterId);
    }
  }
}
