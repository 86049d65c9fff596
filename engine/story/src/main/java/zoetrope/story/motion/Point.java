package zoetrope.story.motion;

import zoetrope.story.InvalidStoryException;

/**
 * A place in the frame; up to one frame outside it, so that things can enter and leave.
 *
 * @param x fraction of the frame's width, -1 to 2
 * @param y fraction of the frame's height, -1 to 2
 */
public record Point(double x, double y) {
  public Point {
    InvalidStoryException.requireRange("x", x, -1, 2);
    InvalidStoryException.requireRange("y", y, -1, 2);
  }

  /** The place nearest to these coordinates that a story may point at. */
  public static Point held(double x, double y) {
    return new Point(Math.clamp(x, -1, 2), Math.clamp(y, -1, 2));
  }
}
