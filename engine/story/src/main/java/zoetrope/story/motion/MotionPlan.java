package zoetrope.story.motion;

import java.util.List;

/** All motion of a shot: its regions, in the order they were drawn, and the camera. */
public record MotionPlan(List<MotionRegion> regions, CameraMove camera) {
  /** Nothing is asked to move. */
  public static final MotionPlan NONE = new MotionPlan(List.of(), CameraMove.STILL);

  public MotionPlan {
    regions = List.copyOf(regions);
  }
}
