package zoetrope.diffusion.adapter;

import zoetrope.core.camera.CameraTransform;
import zoetrope.core.geometry.Affine;
import zoetrope.core.motion.MotionPath;

/**
 * Where a camera's move carries the points of a flat picture, in pixels.
 *
 * @param transform what the move means
 * @param width pixels
 * @param height pixels
 */
public record CameraField(CameraTransform transform, int width, int height) {
  /** Where a point of the first frame, in pixels, is at a part of the shot, 0 to 1. */
  public MotionPath.Point at(double x, double y, double part) {
    return image(transform.toView(part), x, y);
  }

  /** Where in the first frame lies what is at a point at a part of the shot. */
  MotionPath.Point origin(double x, double y, double part) {
    return image(transform.toSource(part), x, y);
  }

  private MotionPath.Point image(Affine map, double x, double y) {
    Affine pixels = map.inPixels(width, height);
    return new MotionPath.Point(pixels.x(x, y), pixels.y(x, y));
  }

  /**
   * A picture taken at one part of the shot as it looks at another; transparent where the camera
   * sees what is not in it.
   */
  public Layer carried(Layer picture, double was, double now) {
    Affine source = transform.toSource(now).inPixels(width, height);
    Affine view = transform.toView(was).inPixels(width, height);
    Layer out = Layer.empty(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = source.x(x + .5, y + .5);
        double v = source.y(x + .5, y + .5);
        picture.sample(
            (float) (view.x(u, v) - .5), (float) (view.y(u, v) - .5), out.v(), (y * width + x) * 4);
      }
    }
    return out;
  }
}
