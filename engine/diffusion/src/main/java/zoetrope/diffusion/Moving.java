package zoetrope.diffusion;

import java.util.List;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;

/** Something a shot moves. */
public sealed interface Moving {
  /** Where its centre goes. */
  MotionPath path();

  /**
   * A character.
   *
   * @param look its cut-out
   * @param views its cut-outs from elsewhere, for models that look at several
   * @param size its longer side as a fraction of the frame's shorter side
   * @param path of its centre
   */
  record Character(RgbaImage look, List<RgbaImage> views, double size, MotionPath path)
      implements Moving {
    public Character {
      views = List.copyOf(views);
    }

    /** One that is seen from one side only. */
    public Character(RgbaImage look, double size, MotionPath path) {
      this(look, List.of(), size, path);
    }
  }

  /**
   * A brushed region of the first frame.
   *
   * @param area what was marked
   * @param path of the region's centre; only the displacement from its first point counts
   */
  record Region(Area area, MotionPath path) implements Moving {
    /** One that was painted. */
    public Region(Mask mask, MotionPath path) {
      this(new Area.Painted(mask), path);
    }
  }
}
