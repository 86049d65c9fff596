package zoetrope.core.camera;

import zoetrope.core.geometry.Affine;

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
 */
public record CameraTransform(double panX, double panY, double zoom, double roll, double aspect) {
  public CameraTransform {
    if (!(zoom > 0 && aspect > 0)) {
      throw new IllegalArgumentException("zoom %s and aspect %s".formatted(zoom, aspect));
    }
  }

  /** Whether the view stays where it is. */
  public boolean stands() {
    return panX == 0 && panY == 0 && zoom == 1 && roll == 0;
  }

  /** From a place in the view at a part of the shot to what lies there in the first frame. */
  public Affine toSource(double part) {
    double scale = 1 / magnification(part);
    double turn = Math.toRadians(roll) * part;
    double cos = Math.cos(turn) * scale;
    double sin = Math.sin(turn) * scale;
    Affine centred = new Affine(cos, -sin / aspect, 0, sin * aspect, cos, 0);
    return new Affine(
        centred.xx(),
        centred.xy(),
        .5 + panX * part - centred.x(.5, .5),
        centred.yx(),
        centred.yy(),
        .5 + panY * part - centred.y(.5, .5));
  }

  /** From a place in the first frame to where it is seen at a part of the shot. */
  public Affine toView(double part) {
    return toSource(part).inverse();
  }

  /** The view's magnification at a part of the shot. */
  public double magnification(double part) {
    return 1 + (zoom - 1) * part;
  }

  /**
   * The move from one part of the shot to another, over what is seen at the first of them: a clip
   * that is made piece by piece moves as if it were made at once.
   *
   * @param from 0 to 1
   * @param to may lie beyond 1, for a piece that is longer than what is left of the shot
   */
  public CameraTransform between(double from, double to) {
    double scale = magnification(from);
    double turn = -Math.toRadians(roll) * from;
    double right = panX * (to - from) * aspect;
    double down = panY * (to - from);
    return new CameraTransform(
        scale * (Math.cos(turn) * right - Math.sin(turn) * down) / aspect,
        scale * (Math.sin(turn) * right + Math.cos(turn) * down),
        magnification(to) / scale,
        roll * (to - from),
        aspect);
  }
}
