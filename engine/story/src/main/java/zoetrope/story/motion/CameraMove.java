package zoetrope.story.motion;

import zoetrope.core.camera.CameraTransform;
import zoetrope.core.motion.Ease;
import zoetrope.story.InvalidStoryException;

/**
 * What the camera does from the shot's first frame to its last.
 *
 * @param panX how far the view travels to the right, in frame widths, -2 to 2
 * @param panY how far the view travels downwards, in frame heights, -2 to 2
 * @param zoom magnification at the end over that at the start, 0.25 to 4
 * @param roll clockwise turn in degrees, -180 to 180
 * @param ease how its speed changes on the way
 */
public record CameraMove(double panX, double panY, double zoom, double roll, Ease ease) {
  /** The camera that does not move. */
  public static final CameraMove STILL = new CameraMove(0, 0, 1, 0);

  public CameraMove {
    InvalidStoryException.requireRange("pan", panX, -2, 2);
    InvalidStoryException.requireRange("pan", panY, -2, 2);
    InvalidStoryException.requireRange("zoom", zoom, 0.25, 4);
    InvalidStoryException.requireRange("roll", roll, -180, 180);
  }

  /** A move of one speed. */
  public CameraMove(double panX, double panY, double zoom, double roll) {
    this(panX, panY, zoom, roll, Ease.LINEAR);
  }

  public CameraMove withPan(double right, double down) {
    return new CameraMove(right, down, zoom, roll, ease);
  }

  public CameraMove withZoom(double factor) {
    return new CameraMove(panX, panY, factor, roll, ease);
  }

  public CameraMove withRoll(double degrees) {
    return new CameraMove(panX, panY, zoom, degrees, ease);
  }

  public CameraMove withEase(Ease other) {
    return new CameraMove(panX, panY, zoom, roll, other);
  }

  /** Whether it does not move. */
  public boolean stands() {
    return panX == 0 && panY == 0 && zoom == 1 && roll == 0;
  }

  /**
   * What it means over a frame.
   *
   * @param aspect the frame's width over its height
   */
  public CameraTransform over(double aspect) {
    return new CameraTransform(panX, panY, zoom, roll, aspect, ease);
  }
}
