package zoetrope.diffusion;

/** Something a shot moves. */
public sealed interface Moving {
  /** Where its centre goes. */
  MotionPath path();

  /**
   * A character.
   *
   * @param look its cut-out
   * @param size its longer side as a fraction of the frame's shorter side
   * @param path of its centre
   */
  record Character(RgbaImage look, double size, MotionPath path) implements Moving {}

  /**
   * A brushed region of the first frame.
   *
   * @param mask what was painted
   * @param path of the region's centre; only the displacement from its first point counts
   */
  record Region(Mask mask, MotionPath path) implements Moving {}
}
