package zoetrope.story.motion;

import java.util.List;
import zoetrope.core.motion.Ease;
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
  }

  /** The region holds still whatever moves around it. */
  record Pin() implements RegionMotion {}
}
