package zoetrope.core.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * Where something goes during a shot: control points joined by a Catmull-Rom spline (Catmull and
 * Rom 1974). Points without a time are passed at even speed; one point means "stay there".
 *
 * @param points at least one
 * @param pace how the speed changes from its start to its end
 */
public record MotionPath(List<Point> points, Pace pace) {
  /** How far along the path things are at a moment: quadratic at one end, smoothstep at both. */
  public enum Pace {
    EVEN,
    SLOW_START,
    SLOW_END,
    SLOW_BOTH;

    /** How far along, of 0 to 1, at a moment of 0 to 1. */
    public double at(double u) {
      return switch (this) {
        case EVEN -> u;
        case SLOW_START -> u * u;
        case SLOW_END -> u * (2 - u);
        case SLOW_BOTH -> u * u * (3 - 2 * u);
      };
    }
  }

  /** A path at even speed, or one that starts and stops gently. */
  public MotionPath(List<Point> points, boolean gentle) {
    this(points, gentle ? Pace.SLOW_BOTH : Pace.EVEN);
  }

  /**
   * A control point.
   *
   * @param x fraction of the frame's width
   * @param y fraction of the frame's height
   * @param time fraction of the shot, or negative for "as the speed gives"
   */
  public record Point(double x, double y, double time) {
    public Point(double x, double y) {
      this(x, y, -1);
    }
  }

  private static final int PIECES = 24;

  public MotionPath {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a path needs at least one point");
    }
  }

  /** A path that stays at one place. */
  public static MotionPath at(double x, double y) {
    return new MotionPath(List.of(new Point(x, y)), false);
  }

  /** Positions at {@code frames} even moments from the shot's first to its last. */
  public List<Point> sample(int frames) {
    if (points.size() == 1) {
      return java.util.Collections.nCopies(
          frames, new Point(points.getFirst().x(), points.getFirst().y()));
    }
    double[][] line = spline();
    double[] at = moments(line);
    List<Point> out = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      double u = frames == 1 ? 0 : (double) f / (frames - 1);
      u = pace.at(u);
      int i = 1;
      while (i < at.length - 1 && at[i] < u) {
        i++;
      }
      double w = at[i] > at[i - 1] ? Math.clamp((u - at[i - 1]) / (at[i] - at[i - 1]), 0, 1) : 1;
      out.add(
          new Point(
              line[i - 1][0] * (1 - w) + line[i][0] * w,
              line[i - 1][1] * (1 - w) + line[i][1] * w));
    }
    return out;
  }

  private double[][] spline() {
    int n = points.size();
    double[][] out = new double[(n - 1) * PIECES + 1][];
    for (int i = 0; i < n - 1; i++) {
      double[] b = xy(i);
      double[] c = xy(i + 1);
      double[] a = i > 0 ? xy(i - 1) : new double[] {2 * b[0] - c[0], 2 * b[1] - c[1]};
      double[] d = i + 2 < n ? xy(i + 2) : new double[] {2 * c[0] - b[0], 2 * c[1] - b[1]};
      for (int k = 0; k < PIECES; k++) {
        double t = (double) k / PIECES;
        out[i * PIECES + k] =
            new double[] {
              catmullRom(a[0], b[0], c[0], d[0], t), catmullRom(a[1], b[1], c[1], d[1], t)
            };
      }
    }
    out[out.length - 1] = xy(n - 1);
    return out;
  }

  private double[] xy(int i) {
    return new double[] {points.get(i).x(), points.get(i).y()};
  }

  private static double catmullRom(double a, double b, double c, double d, double t) {
    return 0.5
        * (2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t * t * t);
  }

  /**
   * The moment of every spline piece: timed control points hold, between them the speed is even.
   */
  private double[] moments(double[][] line) {
    double[] length = new double[line.length];
    for (int i = 1; i < line.length; i++) {
      length[i] =
          length[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
    }
    double[] at = new double[line.length];
    int from = 0;
    double start = 0;
    for (int p = 1; p < points.size(); p++) {
      boolean last = p == points.size() - 1;
      if (!last && points.get(p).time() < 0) {
        continue;
      }
      int to = p * PIECES;
      double end = points.get(p).time() >= 0 ? Math.clamp(points.get(p).time(), start, 1) : 1;
      double span = length[to] - length[from];
      for (int i = from; i <= to; i++) {
        double w =
            span > 1e-9 ? (length[i] - length[from]) / span : (double) (i - from) / (to - from);
        at[i] = start + w * (end - start);
      }
      from = to;
      start = end;
    }
    return at;
  }
}
