package zoetrope.core.geometry;

/**
 * An affine map of the plane.
 *
 * <pre>
 * x' = xx x + xy y + dx
 * y' = yx x + yy y + dy
 * </pre>
 */
public record Affine(double xx, double xy, double dx, double yx, double yy, double dy) {
  /** The first coordinate of a place's image. */
  public double x(double x, double y) {
    return xx * x + xy * y + dx;
  }

  /** The second coordinate of a place's image. */
  public double y(double x, double y) {
    return yx * x + yy * y + dy;
  }

  /**
   * The map that undoes this one.
   *
   * @throws ArithmeticException when this one flattens the plane
   */
  public Affine inverse() {
    double det = xx * yy - xy * yx;
    if (det == 0) {
      throw new ArithmeticException("a flat map has no inverse");
    }
    return new Affine(
        yy / det,
        -xy / det,
        (xy * dy - yy * dx) / det,
        -yx / det,
        xx / det,
        (yx * dx - xx * dy) / det);
  }

  /** The same map of fractions of the frame, for pixels of a frame of that size. */
  public Affine inPixels(double width, double height) {
    return new Affine(xx, xy * width / height, dx * width, yx * height / width, yy, dy * height);
  }
}
