package zoetrope.diffusion;

/**
 * A camera move over the whole shot.
 *
 * @param pan frame heights to the right
 * @param tilt frame heights down
 * @param zoom factor at the end, over 1 is in
 */
public record CameraMove(double pan, double tilt, double zoom) {
  public static final CameraMove STILL = new CameraMove(0, 0, 1);
}
