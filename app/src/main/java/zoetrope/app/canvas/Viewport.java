package zoetrope.app.canvas;

import zoetrope.story.motion.Point;

/**
 * Where the frame lies on the screen: fitted into the place it is given, magnified and shifted.
 *
 * @param zoom 1 fits the frame into the place
 */
record Viewport(double width, double height, double aspect, double zoom, double panX, double panY) {
  private static final double MARGIN = 28;
  private static final double LEAST = .25;
  private static final double MOST = 12;

  static Viewport fit(double width, double height, double aspect) {
    return new Viewport(width, height, aspect, 1, 0, 0);
  }

  double frameWidth() {
    double w = Math.max(32, width - 2 * MARGIN);
    double h = Math.max(32, height - 2 * MARGIN);
    return Math.min(w, h * aspect) * zoom;
  }

  double frameHeight() {
    return frameWidth() / aspect;
  }

  double left() {
    return (width - frameWidth()) / 2 + panX;
  }

  double top() {
    return (height - frameHeight()) / 2 + panY;
  }

  double x(double u) {
    return left() + u * frameWidth();
  }

  double y(double v) {
    return top() + v * frameHeight();
  }

  /** The place in the frame under a pixel, held to where stories may point. */
  Point point(double x, double y) {
    return Point.held((x - left()) / frameWidth(), (y - top()) / frameHeight());
  }

  /** Magnified about a pixel, which keeps its place in the frame. */
  Viewport zoomed(double factor, double x, double y) {
    double z = Math.clamp(zoom * factor, LEAST, MOST);
    double k = z / zoom;
    double cx = x - width / 2;
    double cy = y - height / 2;
    return new Viewport(width, height, aspect, z, cx - (cx - panX) * k, cy - (cy - panY) * k);
  }

  Viewport moved(double dx, double dy) {
    return new Viewport(width, height, aspect, zoom, panX + dx, panY + dy);
  }

  Viewport sized(double w, double h, double a) {
    return new Viewport(w, h, a, zoom, panX, panY);
  }
}
