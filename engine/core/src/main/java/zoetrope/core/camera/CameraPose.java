package zoetrope.core.camera;

/**
 * Where the view is at one moment, against the shot's first frame.
 *
 * @param panX how far its centre lies to the right, in frame widths
 * @param panY how far its centre lies down, in frame heights
 * @param zoom magnification, over 0; over 1 is in
 * @param roll clockwise turn of the view, in degrees
 */
public record CameraPose(double panX, double panY, double zoom, double roll) {
  public CameraPose {
    if (!(zoom > 0)) {
      throw new IllegalArgumentException("zoom " + zoom);
    }
  }

  /** Whether this is the first frame's view. */
  boolean start() {
    return panX == 0 && panY == 0 && zoom == 1 && roll == 0;
  }

  /** So far of the way from the start to here; beyond 1 it goes on. */
  CameraPose part(double part) {
    return new CameraPose(panX * part, panY * part, 1 + (zoom - 1) * part, roll * part);
  }
}
