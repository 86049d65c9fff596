package zoetrope.story.motion;

import java.util.Optional;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;

/** Which part of the frame a region covers at the shot's first frame. */
public sealed interface RegionArea {

  /** What was drawn, and all of that. */
  sealed interface Drawn extends RegionArea {}

  /**
   * What was brushed: a greyscale or alpha image stretched over the frame, bright or opaque where
   * the brush went.
   */
  record Mask(MediaRef media) implements Drawn {}

  /** A rectangle, all values fractions of the frame; it lies within the frame. */
  record Box(double x, double y, double width, double height) implements Drawn {
    public Box {
      InvalidStoryException.requireRange("x", x, 0, 1);
      InvalidStoryException.requireRange("y", y, 0, 1);
      InvalidStoryException.require(
          width > 0 && x + width <= 1 + 1e-9, "width", "the box must lie within 0 to 1");
      InvalidStoryException.require(
          height > 0 && y + height <= 1 + 1e-9, "height", "the box must lie within 0 to 1");
    }
  }

  /**
   * What was drawn and then corrected by hand, after an object was looked for under it. It covers
   * what the stroke does; the object under it minds the marks.
   *
   * @param stroke all that is drawn by now, corrections included
   * @param marks a picture stretched over the frame: opaque white where the object is for certain,
   *     opaque black where it is not, see-through where its own edges decide
   */
  record Corrected(Drawn stroke, MediaRef marks) implements Drawn {}

  /**
   * The object in the first frame that something was drawn over, by the object's own edges; all
   * that was drawn where the shot has no first frame.
   */
  record ObjectUnder(Drawn stroke) implements RegionArea {}

  /** A character of the shot, wherever it stands. */
  record OfCharacter(String characterId) implements RegionArea {
    public OfCharacter {
      Identifiers.require("character", characterId);
    }
  }

  /** What was drawn, whatever it is taken for; nothing for a character. */
  default Optional<Drawn> drawn() {
    return switch (this) {
      case Drawn all -> Optional.of(all);
      case ObjectUnder(Drawn stroke) -> Optional.of(stroke);
      case OfCharacter _ -> Optional.empty();
    };
  }
}
