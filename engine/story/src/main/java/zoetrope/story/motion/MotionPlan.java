package zoetrope.story.motion;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import zoetrope.core.motion.Ease;

/** All motion of a shot: its regions, in the order they were drawn, and the camera. */
public record MotionPlan(List<MotionRegion> regions, CameraMove camera) {
  /** Nothing is asked to move. */
  public static final MotionPlan NONE = new MotionPlan(List.of(), CameraMove.STILL);

  public MotionPlan {
    regions = List.copyOf(regions);
  }

  /** Where in the list of regions a target's path is kept. */
  public Optional<Integer> index(MotionTarget target) {
    return switch (target) {
      case MotionTarget.Nothing _, MotionTarget.Camera _ -> Optional.empty();
      case MotionTarget.Region(int i) -> i < regions.size() ? Optional.of(i) : Optional.empty();
      case MotionTarget.Character(String id) ->
          IntStream.range(0, regions.size())
              .boxed()
              .filter(i -> regions.get(i).area().equals(new RegionArea.OfCharacter(id)))
              .findFirst();
    };
  }

  private Optional<RegionMotion> motion(MotionTarget target) {
    return index(target).map(i -> regions.get(i).motion());
  }

  /** The path of a target, if it has one of at least two points. */
  public Optional<RegionMotion.Along> path(MotionTarget target) {
    return motion(target)
        .filter(m -> m instanceof RegionMotion.Along)
        .map(m -> (RegionMotion.Along) m)
        .filter(a -> a.points().size() > 1);
  }

  /** How a target's speed changes on its way; empty where it goes none. */
  public Optional<Ease> ease(MotionTarget target) {
    return target instanceof MotionTarget.Camera
        ? Optional.of(camera.ease()).filter(_ -> !camera.stands())
        : path(target).map(RegionMotion.Along::ease);
  }

  /** Where a target's path begins, or where it stays. */
  public Optional<Point> start(MotionTarget target) {
    return motion(target)
        .filter(m -> m instanceof RegionMotion.Along)
        .map(m -> ((RegionMotion.Along) m).points().getFirst())
        .map(p -> new Point(p.x(), p.y()));
  }

  /** Whether a target is pinned to its place. */
  public boolean pinned(MotionTarget target) {
    return motion(target).filter(m -> m instanceof RegionMotion.Pin).isPresent();
  }
}
