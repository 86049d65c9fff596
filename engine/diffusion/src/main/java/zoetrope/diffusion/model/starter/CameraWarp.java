package zoetrope.diffusion.model.starter;

import zoetrope.core.camera.CameraTransform;
import zoetrope.diffusion.adapter.CameraField;
import zoetrope.diffusion.adapter.Layer;

/**
 * Moves a picture as the camera's move would at a middle depth of the scene, so that the model has
 * to paint parallax and what comes into the frame, and nothing else. Mirrors {@code carried} in
 * {@code assets/starter/data.py}.
 */
final class CameraWarp {
  /** Parallax depth, 0 infinitely far, 1 the characters' plane. */
  private static final double DEPTH = 0.55;

  private static final double PART = 0.1 + 0.9 * DEPTH;
  private static final double GROWTH = 0.3 + 0.7 * DEPTH;

  private CameraWarp() {}

  /** The move as it is seen at that depth; the scenes of training do not roll. */
  static CameraTransform atDepth(CameraTransform c) {
    return c.scaled(PART, GROWTH, 0);
  }

  /**
   * The plate as it looks later; transparent where the camera sees what is not in it.
   *
   * @param camera the move as the plate sees it
   * @param was part of the shot at which the plate was taken, 0 to 1
   * @param now part of the shot at which it is shown
   */
  static Layer carried(Layer plate, CameraTransform camera, double was, double now) {
    return new CameraField(camera, plate.width(), plate.height()).carried(plate, was, now);
  }
}
