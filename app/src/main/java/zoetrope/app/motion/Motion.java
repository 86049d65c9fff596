package zoetrope.app.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import zoetrope.app.model.ShotChange;
import zoetrope.core.motion.Ease;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** What the canvas changes of a shot, as functions from one shot to the next. */
public final class Motion {
  private Motion() {}

  /** Where in the list of regions a target's path is kept. */
  public static Optional<Integer> place(Shot shot, Target target) {
    List<MotionRegion> regions = shot.motion().regions();
    return switch (target) {
      case Target.Nothing _, Target.Camera _ -> Optional.empty();
      case Target.Region(int i) -> i < regions.size() ? Optional.of(i) : Optional.empty();
      case Target.Character(String id) ->
          IntStream.range(0, regions.size())
              .boxed()
              .filter(i -> regions.get(i).area().equals(new RegionArea.OfCharacter(id)))
              .findFirst();
    };
  }

  /** The path of a target, if it has one of at least two points. */
  public static Optional<RegionMotion.Along> path(Shot shot, Target target) {
    return place(shot, target)
        .map(i -> shot.motion().regions().get(i).motion())
        .filter(m -> m instanceof RegionMotion.Along)
        .map(m -> (RegionMotion.Along) m)
        .filter(a -> a.points().size() > 1);
  }

  /** Where a character stands at the shot's begin: where its path begins, else where it was put. */
  public static Optional<Point> stand(Shot shot, String id) {
    return place(shot, new Target.Character(id))
        .map(i -> shot.motion().regions().get(i).motion())
        .filter(m -> m instanceof RegionMotion.Along)
        .map(m -> ((RegionMotion.Along) m).points().getFirst())
        .map(p -> new Point(p.x(), p.y()))
        .or(
            () ->
                shot.cast().stream()
                    .filter(a -> a.characterId().equals(id))
                    .findFirst()
                    .map(Appearance::at));
  }

  public static boolean pinned(Shot shot, Target target) {
    return place(shot, target)
        .map(i -> shot.motion().regions().get(i).motion() instanceof RegionMotion.Pin)
        .orElse(false);
  }

  /** With a brushed region in a place; one place behind the last adds it. */
  public static Shot brushed(Shot shot, int index, MediaRef mask, Point centre) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    RegionArea area = new RegionArea.Mask(mask);
    if (index < regions.size()) {
      regions.set(index, new MotionRegion(area, regions.get(index).motion()));
    } else {
      regions.add(new MotionRegion(area, still(centre)));
    }
    return with(shot, regions);
  }

  private static RegionMotion still(Point at) {
    return new RegionMotion.Along(List.of(new PathPoint(at.x(), at.y(), 0)), Ease.IN_OUT);
  }

  /** With a path; a region's is moved so that it begins at the region's centre. */
  public static Shot along(Shot shot, Target target, List<Point> points, Point centre) {
    return switch (target) {
      case Target.Nothing _, Target.Camera _ -> shot;
      case Target.Region(int i) -> {
        double dx = centre.x() - points.getFirst().x();
        double dy = centre.y() - points.getFirst().y();
        yield put(shot, i, points.stream().map(p -> held(p.x() + dx, p.y() + dy)).toList());
      }
      case Target.Character(String id) -> character(shot, id, points);
    };
  }

  private static Shot put(Shot shot, int i, List<Point> points) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    MotionRegion was = regions.get(i);
    Ease ease = was.motion() instanceof RegionMotion.Along a ? a.ease() : Ease.IN_OUT;
    regions.set(i, new MotionRegion(was.area(), new RegionMotion.Along(timed(points), ease)));
    return with(shot, regions);
  }

  private static List<PathPoint> timed(List<Point> points) {
    return points.size() == 1
        ? List.of(new PathPoint(points.getFirst().x(), points.getFirst().y(), 0))
        : PathGeometry.evenly(points);
  }

  private static Shot character(Shot shot, String id, List<Point> points) {
    Shot moved = at(shot, id, points.getFirst());
    Optional<Integer> i = place(shot, new Target.Character(id));
    if (i.isPresent()) {
      return put(moved, i.get(), points);
    }
    List<MotionRegion> regions = new ArrayList<>(moved.motion().regions());
    regions.add(
        new MotionRegion(
            new RegionArea.OfCharacter(id), new RegionMotion.Along(timed(points), Ease.IN_OUT)));
    return with(moved, regions);
  }

  private static Shot at(Shot shot, String id, Point p) {
    return ShotChange.cast(
        shot,
        shot.cast().stream()
            .map(a -> a.characterId().equals(id) ? new Appearance(id, a.size(), p) : a)
            .toList());
  }

  /** A character set elsewhere, its path with it. */
  public static Shot placed(Shot shot, String id, Point p) {
    Optional<RegionMotion.Along> path = path(shot, new Target.Character(id));
    if (path.isEmpty()) {
      return at(without(shot, new Target.Character(id)), id, p);
    }
    PathPoint first = path.get().points().getFirst();
    double dx = p.x() - first.x();
    double dy = p.y() - first.y();
    List<PathPoint> points =
        path.get().points().stream()
            .map(q -> new PathPoint(hold(q.x() + dx), hold(q.y() + dy), q.t()))
            .toList();
    return points(at(shot, id, p), new Target.Character(id), points, path.get().ease());
  }

  /** A character of another height, in fractions of the frame's. */
  public static Shot sized(Shot shot, String id, double size) {
    return ShotChange.cast(
        shot,
        shot.cast().stream()
            .map(a -> a.characterId().equals(id) ? new Appearance(id, size, a.at()) : a)
            .toList());
  }

  /** With other control points. */
  public static Shot points(Shot shot, Target target, List<PathPoint> points, Ease ease) {
    return place(shot, target)
        .map(
            i -> {
              List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
              RegionMotion along = new RegionMotion.Along(points, ease);
              regions.set(i, new MotionRegion(regions.get(i).area(), along));
              Shot moved = with(shot, regions);
              return target instanceof Target.Character(String id)
                  ? at(moved, id, new Point(points.getFirst().x(), points.getFirst().y()))
                  : moved;
            })
        .orElse(shot);
  }

  /** Held where it is, or free again. */
  public static Shot pin(Shot shot, int index, boolean pinned, Point centre) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    RegionMotion motion = pinned ? new RegionMotion.Pin() : still(centre);
    regions.set(index, new MotionRegion(regions.get(index).area(), motion));
    return with(shot, regions);
  }

  /** Without a region, a character's path, or the camera's move. */
  public static Shot without(Shot shot, Target target) {
    if (target instanceof Target.Camera) {
      return camera(shot, CameraMove.STILL);
    }
    return place(shot, target)
        .map(
            i -> {
              List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
              regions.remove((int) i);
              return with(shot, regions);
            })
        .orElse(shot);
  }

  public static Shot camera(Shot shot, CameraMove move) {
    return ShotChange.motion(shot, new MotionPlan(shot.motion().regions(), move));
  }

  private static Shot with(Shot shot, List<MotionRegion> regions) {
    return ShotChange.motion(shot, new MotionPlan(regions, shot.motion().camera()));
  }

  public static Point held(double x, double y) {
    return new Point(hold(x), hold(y));
  }

  private static double hold(double v) {
    return Math.clamp(v, -1, 2);
  }
}
