package zoetrope.core.camera;

import zoetrope.core.geometry.Affine;
import zoetrope.core.motion.Ease;

/**
 * A camera's move over a shot, as the document means it: the view is a rectangle that travels over
 * the first frame. At part {@code t} of the shot (0 to 1) its centre has gone {@code t} of the pan,
 * its magnification is {@code 1 + t (zoom - 1)}, and it is turned by {@code t} of the roll. The pan
 * is measured in the first frame, whatever the zoom.
 *
 * <pre>
 *  first frame               seen at the end
 *  +-----------------+       +-----------------+
 *  |        +------+ |       |                 |
 *  |      o |  *   | |  --&gt;  |        *        |     pan .25, zoom 2
 *  |        +------+ |       |                 |
 *  +-----------------+       +-----------------+
 * </pre>
 *
 * <p>It takes all of the picture to lie at one depth; a model that knows depth moves what is nearer
 * by more.
 *
 * @param panX how far the view travels to the right, in frame widths
 * @param panY how far the view travels down, in frame heights
 * @param zoom magnification at the end, over 0; over 1 is in
 * @param roll clockwise turn of the view at the end, in degrees
 * @param aspect the frame's width over its height
 * @param ease how its speed changes on the way
 */
public record CameraTransform(
    double panX, double panY, double zoom, double roll, double aspect, Ease ease) {
  public CameraTransform {
    if (!(zoom > 0 && aspect > 0)) {
      throw new IllegalArgumentException("zoom %s and aspect %s".formatted(zoom, aspect));
    }
  }

  /** A move of one speed. */
  public CameraTransform(double panX, double panY, double zoom, double roll, double aspect) {
    this(panX, panY, zoom, roll, aspect, Ease.LINEAR);
  }

  /** The camera that does not move. */
  public static CameraTransform still(double aspect) {
    return new CameraTransform(0, 0, 1, 0, aspect);
  }

  /** Whether the view stays where it is. */
  public boolean stands() {
    return end().start();
  }

  /** The view at the shot's end. */
  public CameraPose end() {
    return pose(1);
  }

  /** The greatest magnification on the way. */
  public double closest() {
    return Math.max(1, zoom);
  }

  /** The view at a part of the shot; beyond 1 a move of one speed goes on, another has ended. */
  public CameraPose pose(double part) {
    double gone = ease == Ease.LINEAR ? part : ease.at(Math.clamp(part, 0, 1));
    return new CameraPose(panX, panY, zoom, roll).part(gone);
  }

  /**
   * The same move over a frame of another shape: as far in frame heights, about the same middle.
   *
   * @param other the frame's width over its height
   */
  public CameraTransform over(double other) {
    return new CameraTransform(panX * aspect / other, panY, zoom, roll, other, ease);
  }

  /** The same move with less or more of it: for what lies at a depth, or for who cannot roll. */
  public CameraTransform scaled(double pan, double magnification, double turn) {
    return new CameraTransform(
        panX * pan, panY * pan, 1 + (zoom - 1) * magnification, roll * turn, aspect, ease);
  }

  /** From a place in the view at a part of the shot to what lies there in the first frame. */
  public Affine toSource(double part) {
    CameraPose p = pose(part);
    double scale = 1 / p.zoom();
    double turn = Math.toRadians(p.roll());
    double cos = Math.cos(turn) * scale;
    double sin = Math.sin(turn) * scale;
    Affine centred = new Affine(cos, -sin / aspect, 0, sin * aspect, cos, 0);
    return new Affine(
        centred.xx(),
        centred.xy(),
        .5 + p.panX() - centred.x(.5, .5),
        centred.yx(),
        centred.yy(),
        .5 + p.panY() - centred.y(.5, .5));
  }

  /** From a place in the first frame to where it is seen at a part of the shot. */
  public Affine toView(double part) {
    return toSource(part).inverse();
  }

  /**
   * The move from one part of the shot to another, over what is seen at the first of them: a clip
   * that is made piece by piece moves as if it were made at once. Within a piece the speed is one.
   *
   * @param from 0 to 1
   * @param to may lie beyond 1, for a piece that is longer than what is left of the shot
   */
  public CameraTransform between(double from, double to) {
    CameraPose at = pose(from);
    CameraPose then = pose(to);
    double turn = -Math.toRadians(at.roll());
    double right = (then.panX() - at.panX()) * aspect;
    double down = then.panY() - at.panY();
    return new CameraTransform(
        at.zoom() * (Math.cos(turn) * right - Math.sin(turn) * down) / aspect,
        at.zoom() * (Math.sin(turn) * right + Math.cos(turn) * down),
        then.zoom() / at.zoom(),
        then.roll() - at.roll(),
        aspect);
  }
}
