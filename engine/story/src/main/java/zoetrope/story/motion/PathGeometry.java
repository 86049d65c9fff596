package zoetrope.story.motion;

import java.util.ArrayList;
import java.util.List;
import zoetrope.core.motion.Ease;
import zoetrope.service.render.ShotPlanner;

/** Where drawn paths lead, reckoned as the engine does, so that a preview shows what will come. */
public final class PathGeometry {
  private static final int BISECTIONS = 40;

  private PathGeometry() {}

  /** Positions at {@code frames} even moments from the shot's first to its last. */
  public static List<Point> positions(RegionMotion.Along along, int frames) {
    return positions(along, 1, frames);
  }

  /**
   * As {@link #positions(RegionMotion.Along, int)}, as a model goes the path.
   *
   * @param share of the way that is gone, 0 to 1 ({@link
   *     zoetrope.service.models.ModelProfile.Advice#share})
   */
  public static List<Point> positions(RegionMotion.Along along, double share, int frames) {
    return ShotPlanner.path(along, share).sample(frames).stream()
        .map(p -> new Point(held(p.x()), held(p.y())))
        .toList();
  }

  /**
   * The moment, of 0 to 1, at which what a path calls its time {@code t} has come under an ease.
   */
  public static double moment(Ease ease, double t) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double mid = (low + high) / 2;
      if (share(ease, mid) < t) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return (low + high) / 2;
  }

  /** What a path calls its time at a moment, of 0 to 1; undoes {@link #moment}. */
  public static double share(Ease ease, double moment) {
    return ShotPlanner.pace(ease).at(moment);
  }

  /** The middle of the way from each control point to the next. */
  public static List<Point> middles(RegionMotion.Along along) {
    int n = along.points().size();
    List<PathPoint> even = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      PathPoint p = along.points().get(i);
      even.add(new PathPoint(p.x(), p.y(), (double) i / Math.max(1, n - 1)));
    }
    List<Point> both = positions(new RegionMotion.Along(even, Ease.LINEAR), 2 * n - 1);
    List<Point> out = new ArrayList<>();
    for (int i = 1; i < both.size(); i += 2) {
      out.add(both.get(i));
    }
    return List.copyOf(out);
  }

  /** Control points at times by which the speed along straight lines between them is even. */
  public static List<PathPoint> evenly(List<Point> points) {
    double[] length = new double[points.size()];
    for (int i = 1; i < length.length; i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      length[i] = length[i - 1] + Math.max(1e-6, Math.hypot(b.x() - a.x(), b.y() - a.y()));
    }
    double whole = Math.max(1e-6, length[length.length - 1]);
    List<PathPoint> out = new ArrayList<>();
    for (int i = 0; i < length.length; i++) {
      out.add(new PathPoint(points.get(i).x(), points.get(i).y(), length[i] / whole));
    }
    return List.copyOf(out);
  }

  private static double held(double v) {
    return Math.clamp(v, -1, 2);
  }
}
