package zoetrope.diffusion;

import zoetrope.core.camera.CameraTransform;

/** Camera moves over a frame of 16 to 9, measured in its heights. */
public final class Cameras {
  private static final double ASPECT = 16 / 9.0;

  private Cameras() {}

  public static CameraTransform move(double pan, double tilt, double zoom) {
    return move(pan, tilt, zoom, 0);
  }

  public static CameraTransform move(double pan, double tilt, double zoom, double roll) {
    return new CameraTransform(pan / ASPECT, tilt, zoom, roll, ASPECT);
  }
}
