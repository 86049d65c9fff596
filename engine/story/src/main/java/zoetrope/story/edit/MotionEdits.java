package zoetrope.story.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import zoetrope.core.motion.Ease;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/**
 * Edits of what moves in a shot and how, as functions from one shot to the next. A path's first
 * point is where its thing stands: moving the one moves the other. In the pictures {@code o} is a
 * control point and {@code *} the first.
 */
public final class MotionEdits {
  /** Points are passed one after the other, at least so much of the shot apart. */
  private static final double APART = .01;

  private MotionEdits() {}

  /**
   * With a brushed region in a place. What is there already goes on being taken for all that is
   * drawn, or for the object under it; one place behind the last adds a region, which is taken for
   * the object and stands still.
   */
  public static Shot brush(Shot shot, int index, MediaRef mask, Point centre) {
    return brush(shot, index, new RegionArea.Mask(mask), centre);
  }

  /** The same with what was drawn in any form. */
  public static Shot brush(Shot shot, int index, RegionArea.Drawn painted, Point centre) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    if (index < regions.size()) {
      MotionRegion was = regions.get(index);
      boolean exact = was.area() instanceof RegionArea.Drawn;
      regions.set(index, new MotionRegion(taken(painted, exact), was.motion()));
    } else {
      regions.add(new MotionRegion(taken(painted, false), still(centre)));
    }
    return with(shot, regions);
  }

  /** Takes a region for all that is drawn, or for the object under that. */
  public static Shot exact(Shot shot, int index, boolean exact) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    MotionRegion was = regions.get(index);
    was.area()
        .drawn()
        .ifPresent(d -> regions.set(index, new MotionRegion(taken(d, exact), was.motion())));
    return with(shot, regions);
  }

  private static RegionArea taken(RegionArea.Drawn drawn, boolean exact) {
    return exact ? drawn : new RegionArea.ObjectUnder(drawn);
  }

  private static RegionMotion still(Point at) {
    return new RegionMotion.Along(List.of(new PathPoint(at.x(), at.y(), 0)), Ease.IN_OUT);
  }

  /**
   * Gives a target a path that is gone at an even speed. A region's is moved so that it begins at
   * the region's centre; a character goes to where its path begins.
   *
   * <pre>
   * before  (region)     drawn      *---o
   * after   *---o                          from the region's centre
   * </pre>
   */
  public static Shot draw(Shot shot, MotionTarget target, List<Point> points, Point centre) {
    return switch (target) {
      case MotionTarget.Nothing _, MotionTarget.Camera _ -> shot;
      case MotionTarget.Region(int i) -> {
        double dx = centre.x() - points.getFirst().x();
        double dy = centre.y() - points.getFirst().y();
        yield put(shot, i, points.stream().map(p -> Point.held(p.x() + dx, p.y() + dy)).toList());
      }
      case MotionTarget.Character(String id) -> drawn(shot, id, points);
    };
  }

  private static Shot drawn(Shot shot, String id, List<Point> points) {
    Shot moved = stand(shot, id, points.getFirst());
    Optional<Integer> i = shot.motion().index(new MotionTarget.Character(id));
    if (i.isPresent()) {
      return put(moved, i.get(), points);
    }
    List<MotionRegion> regions = new ArrayList<>(moved.motion().regions());
    RegionMotion along = new RegionMotion.Along(evenly(points), Ease.IN_OUT);
    regions.add(new MotionRegion(new RegionArea.OfCharacter(id), along));
    return with(moved, regions);
  }

  private static Shot put(Shot shot, int i, List<Point> points) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    MotionRegion was = regions.get(i);
    Ease ease = was.motion() instanceof RegionMotion.Along a ? a.ease() : Ease.IN_OUT;
    regions.set(i, new MotionRegion(was.area(), new RegionMotion.Along(evenly(points), ease)));
    return with(shot, regions);
  }

  /** Control points at times by which the speed along straight lines between them is even. */
  private static List<PathPoint> evenly(List<Point> points) {
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

  /**
   * Puts a character elsewhere, its path with it.
   *
   * <pre>
   * before  *---o            after       *---o
   * </pre>
   */
  public static Shot place(Shot shot, String id, Point to) {
    MotionTarget target = new MotionTarget.Character(id);
    Optional<RegionMotion.Along> path = shot.motion().path(target);
    if (path.isEmpty()) {
      return stand(remove(shot, target), id, to);
    }
    PathPoint first = path.get().points().getFirst();
    double dx = to.x() - first.x();
    double dy = to.y() - first.y();
    return points(
        shot,
        target,
        points ->
            points.replaceAll(
                q -> {
                  Point p = Point.held(q.x() + dx, q.y() + dy);
                  return new PathPoint(p.x(), p.y(), q.t());
                }));
  }

  /** Gives a character another height, in fractions of the frame's. */
  public static Shot size(Shot shot, String id, double size) {
    return appearance(shot, id, a -> new Appearance(id, size, a.at()));
  }

  private static Shot stand(Shot shot, String id, Point to) {
    return appearance(shot, id, a -> new Appearance(id, a.size(), to));
  }

  private static Shot appearance(Shot shot, String id, UnaryOperator<Appearance> change) {
    return ShotEdits.cast(
        shot,
        shot.cast().stream().map(a -> a.characterId().equals(id) ? change.apply(a) : a).toList());
  }

  /**
   * Moves a control point of a path; it is passed when it was.
   *
   * <pre>
   *                                o
   * before  *---o---o        after *  \--o     the second point, upwards
   * </pre>
   */
  public static Shot movePoint(Shot shot, MotionTarget target, int index, Point to) {
    return points(
        shot,
        target,
        points -> points.set(index, new PathPoint(to.x(), to.y(), points.get(index).t())));
  }

  /**
   * Adds a control point to a path, passed midway between its neighbours.
   *
   * <pre>
   * before  *-------o        after   *---o---o     at index 1
   * </pre>
   *
   * @param index of the new point; 1 or more
   */
  public static Shot insertPoint(Shot shot, MotionTarget target, int index, Point at) {
    return points(
        shot,
        target,
        points -> {
          double t = (points.get(index - 1).t() + points.get(index).t()) / 2;
          points.add(index, new PathPoint(at.x(), at.y(), t));
        });
  }

  /**
   * Takes a control point away; the first stays, and so do the last two.
   *
   * <pre>
   * before  *---o---o        after   *-------o     the second point
   * </pre>
   */
  public static Shot removePoint(Shot shot, MotionTarget target, int index) {
    return points(
        shot,
        target,
        points -> {
          if (index > 0 && points.size() > 2) {
            points.remove(index);
          }
        });
  }

  /**
   * Lets a path pass a point at another time, after the point before and before the point after it.
   * The first is where the shot begins.
   *
   * <pre>
   * time    0   .3       1
   * before  *---o--------o
   * after   *-------o----o      the second point at .6
   * </pre>
   *
   * @param t fraction of the shot, as the path counts it
   */
  public static Shot retime(Shot shot, MotionTarget target, int index, double t) {
    return points(
        shot,
        target,
        points -> {
          double least = points.get(index - 1).t() + APART;
          double most = index + 1 < points.size() ? points.get(index + 1).t() - APART : 1;
          if (least < most) {
            PathPoint p = points.get(index);
            points.set(index, new PathPoint(p.x(), p.y(), Math.clamp(t, least, most)));
          }
        });
  }

  /** Lets a path be gone, or the camera go, with another ease. */
  public static Shot ease(Shot shot, MotionTarget target, Ease ease) {
    if (target instanceof MotionTarget.Camera) {
      return camera(shot, shot.motion().camera().withEase(ease));
    }
    return along(shot, target, a -> new RegionMotion.Along(a.points(), ease));
  }

  /** A list of points to be changed in place. */
  @FunctionalInterface
  private interface PointsChange {
    void change(List<PathPoint> points);
  }

  private static Shot points(Shot shot, MotionTarget target, PointsChange change) {
    return along(
        shot,
        target,
        a -> {
          List<PathPoint> points = new ArrayList<>(a.points());
          change.change(points);
          return new RegionMotion.Along(points, a.ease());
        });
  }

  /** A path changed, and with its first point where a character stands. */
  private static Shot along(
      Shot shot, MotionTarget target, UnaryOperator<RegionMotion.Along> change) {
    Optional<Integer> index = shot.motion().index(target);
    Optional<RegionMotion.Along> path = shot.motion().path(target);
    if (index.isEmpty() || path.isEmpty()) {
      return shot;
    }
    RegionMotion.Along to = change.apply(path.get());
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    regions.set(index.get(), new MotionRegion(regions.get(index.get()).area(), to));
    Shot moved = with(shot, regions);
    PathPoint first = to.points().getFirst();
    return target instanceof MotionTarget.Character(String id)
        ? stand(moved, id, new Point(first.x(), first.y()))
        : moved;
  }

  /** Pins a region to its place, or frees it; freed, it stays where its centre is. */
  public static Shot pin(Shot shot, int index, boolean pinned, Point centre) {
    List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
    RegionMotion motion = pinned ? new RegionMotion.Pin() : still(centre);
    regions.set(index, new MotionRegion(regions.get(index).area(), motion));
    return with(shot, regions);
  }

  /** Removes a region, a character's path, or the camera's move. */
  public static Shot remove(Shot shot, MotionTarget target) {
    if (target instanceof MotionTarget.Camera) {
      return camera(shot, CameraMove.STILL);
    }
    return shot.motion()
        .index(target)
        .map(
            i -> {
              List<MotionRegion> regions = new ArrayList<>(shot.motion().regions());
              regions.remove((int) i);
              return with(shot, regions);
            })
        .orElse(shot);
  }

  /** Moves the camera. */
  public static Shot camera(Shot shot, CameraMove move) {
    return shot.withMotion(new MotionPlan(shot.motion().regions(), move));
  }

  private static Shot with(Shot shot, List<MotionRegion> regions) {
    return shot.withMotion(new MotionPlan(regions, shot.motion().camera()));
  }
}
