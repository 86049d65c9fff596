package zoetrope.diffusion;

import zoetrope.core.camera.CameraTransform;

/**
 * A camera move over the whole shot.
 *
 * @param pan frame heights to the right
 * @param tilt frame heights down
 * @param zoom factor at the end, over 1 is in
 * @param roll degrees clockwise at the end
 */
public record CameraMove(double pan, double tilt, double zoom, double roll) {
  public static final CameraMove STILL = new CameraMove(0, 0, 1, 0);

  /**
   * What it means over a frame.
   *
   * @param aspect the frame's width over its height
   */
  public CameraTransform over(double aspect) {
    return new CameraTransform(pan / aspect, tilt, zoom, roll, aspect);
  }

  /** A move without a roll. */
  public CameraMove(double pan, double tilt, double zoom) {
    this(pan, tilt, zoom, 0);
  }
}
