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
}
