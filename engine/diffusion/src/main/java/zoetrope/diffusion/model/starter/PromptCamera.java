package zoetrope.diffusion.model.starter;

import java.util.Optional;
import java.util.Set;
import zoetrope.core.camera.CameraTransform;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.MotionGuide;
import zoetrope.diffusion.model.starter.World.Camera;

/** The camera's move that a prompt's words mean, for shots whose settings leave it to them. */
final class PromptCamera {
  /** Pan and tilt in frame heights, and zoom, in a window. */
  private static final double PAN = 0.32;

  private static final double ZOOM = 1.26;

  /** In longer shots the camera goes this many windows' way, slower: the picture has an end. */
  private static final double FARTHEST = 3;

  private PromptCamera() {}

  /**
   * Whether the words decide: nobody drew a move, and nothing is brushed, around which the picture
   * holds still.
   */
  static boolean decides(ShotRequest shot) {
    return shot.trajectory() && shot.camera().isEmpty() && !MotionGuide.brushed(shot);
  }

  /** The camera's move in a shot. */
  static Optional<CameraTransform> of(ShotRequest shot, SceneWords words) {
    return decides(shot) ? move(words.camera(), shot) : shot.camera();
  }

  private static Optional<CameraTransform> move(Set<Camera> directions, ShotRequest shot) {
    double windows = Math.min((double) shot.frames() / StarterGraphs.FRAMES, FARTHEST);
    double pan = 0;
    double tilt = 0;
    double zoom = 1;
    for (Camera c : directions) {
      switch (c) {
        case LEFT -> pan = -PAN * windows;
        case RIGHT -> pan = PAN * windows;
        case UP -> tilt = -PAN * windows;
        case DOWN -> tilt = PAN * windows;
        case IN -> zoom = StrictMath.pow(ZOOM, windows);
        case OUT -> zoom = StrictMath.pow(ZOOM, -windows);
      }
    }
    double aspect = StarterSize.of(shot.shape()).aspect();
    return directions.isEmpty()
        ? Optional.empty()
        : Optional.of(new CameraTransform(pan / aspect, tilt, zoom, 0, aspect));
  }
}
