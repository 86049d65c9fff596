package zoetrope.story.motion;

import zoetrope.story.InvalidStoryException;

/**
 * One control point of a path.
 *
 * @param x fraction of the frame's width, -1 to 2
 * @param y fraction of the frame's height, -1 to 2
 * @param t fraction of the shot at which the point is reached, 0 to 1
 */
public record PathPoint(double x, double y, double t) {
  public PathPoint {
    InvalidStoryException.requireRange("x", x, -1, 2);
    InvalidStoryException.requireRange("y", y, -1, 2);
    InvalidStoryException.requireRange("t", t, 0, 1);
  }
}
