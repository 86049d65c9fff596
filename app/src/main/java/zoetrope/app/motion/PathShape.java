package zoetrope.app.motion;

import java.util.ArrayList;
import java.util.List;
import zoetrope.story.motion.Point;

/** Turns what a hand drew into few control points. */
public final class PathShape {
  /** How far a control point may be left out, in frame heights. */
  private static final double TOLERANCE = 0.012;

  /** A hand that goes less far than this, in frame heights, meant a place and not a way. */
  private static final double SHORTEST = 0.02;

  private static final int MOST = 24;

  private PathShape() {}

  /**
   * Smoothed, and reduced by Ramer (1972) and Douglas and Peucker (1973); a single point where the
   * hand hardly moved.
   *
   * @param aspect the frame's width over its height
   */
  public static List<Point> of(List<Point> drawn, double aspect) {
    double length = length(drawn, aspect);
    if (length < SHORTEST) {
      return List.of(drawn.getFirst());
    }
    List<Point> smooth = smoothed(drawn);
    double tolerance = TOLERANCE;
    List<Point> out = reduced(smooth, aspect, tolerance);
    while (out.size() > MOST) {
      tolerance *= 1.5;
      out = reduced(smooth, aspect, tolerance);
    }
    return out;
  }

  /** In frame heights. */
  public static double length(List<Point> p, double aspect) {
    double sum = 0;
    for (int i = 1; i < p.size(); i++) {
      sum += apart(p.get(i - 1), p.get(i), aspect);
    }
    return sum;
  }

  private static double apart(Point a, Point b, double aspect) {
    return Math.hypot((a.x() - b.x()) * aspect, a.y() - b.y());
  }

  private static List<Point> smoothed(List<Point> p) {
    List<Point> out = new ArrayList<>(p);
    for (int round = 0; round < 2; round++) {
      List<Point> was = List.copyOf(out);
      for (int i = 1; i < was.size() - 1; i++) {
        Point a = was.get(i - 1);
        Point b = was.get(i);
        Point c = was.get(i + 1);
        out.set(i, new Point((a.x() + 2 * b.x() + c.x()) / 4, (a.y() + 2 * b.y() + c.y()) / 4));
      }
    }
    return out;
  }

  private static List<Point> reduced(List<Point> p, double aspect, double tolerance) {
    if (p.size() < 3) {
      return p;
    }
    Point a = p.getFirst();
    Point b = p.getLast();
    int worst = 0;
    double most = 0;
    for (int i = 1; i < p.size() - 1; i++) {
      double d = beside(p.get(i), a, b, aspect);
      if (d > most) {
        most = d;
        worst = i;
      }
    }
    if (most <= tolerance) {
      return List.of(a, b);
    }
    List<Point> out = new ArrayList<>(reduced(p.subList(0, worst + 1), aspect, tolerance));
    out.removeLast();
    out.addAll(reduced(p.subList(worst, p.size()), aspect, tolerance));
    return List.copyOf(out);
  }

  /** How far a point lies beside a line's stretch. */
  public static double beside(Point p, Point a, Point b, double aspect) {
    double dx = (b.x() - a.x()) * aspect;
    double dy = b.y() - a.y();
    double px = (p.x() - a.x()) * aspect;
    double py = p.y() - a.y();
    double n = dx * dx + dy * dy;
    double t = n == 0 ? 0 : Math.clamp((px * dx + py * dy) / n, 0, 1);
    return Math.hypot(px - t * dx, py - t * dy);
  }
}
