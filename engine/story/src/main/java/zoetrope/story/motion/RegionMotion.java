package zoetrope.story.motion;

import java.util.List;
import zoetrope.core.motion.Ease;
import zoetrope.core.motion.MotionPath;
import zoetrope.story.InvalidStoryException;

/** What a region does. */
public sealed interface RegionMotion {

  /**
   * The region's centre follows the control points. A single point means "stay there".
   *
   * @param points 1 to 256 points, their times strictly rising
   */
  record Along(List<PathPoint> points, Ease ease) implements RegionMotion {
    /** The most control points of one path. */
    public static final int MAX_POINTS = 256;

    public Along {
      points = List.copyOf(points);
      InvalidStoryException.requireRange("path", points.size(), 1, MAX_POINTS);
      for (int i = 1; i < points.size(); i++) {
        InvalidStoryException.require(
            points.get(i).t() > points.get(i - 1).t(),
            "path[" + i + "].t",
            "is not later than the point before it; times must rise");
      }
    }

    /**
     * The way that is gone.
     *
     * @param share of the drawn way, 0 to 1: models that read motion strength as distance stop
     *     short
     */
    public MotionPath path(double share) {
      double x0 = points.getFirst().x();
      double y0 = points.getFirst().y();
      List<MotionPath.Point> gone =
          points.stream()
              .map(
                  p ->
                      new MotionPath.Point(
                          x0 + share * (p.x() - x0), y0 + share * (p.y() - y0), p.t()))
              .toList();
      return new MotionPath(gone, ease);
    }
  }

  /** The region holds still whatever moves around it. */
  record Pin() implements RegionMotion {}
}
