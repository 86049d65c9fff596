package zoetrope.diffusion.adapter;

import zoetrope.diffusion.CameraMove;
import zoetrope.diffusion.MotionPath;

/**
 * Where a camera's move carries the points of a flat picture, as if all of it lay at one depth:
 * against the pan, away from the middle with the zoom, against the roll.
 *
 * @param width pixels
 * @param height pixels
 */
public record CameraField(CameraMove move, int width, int height) {

  /** Where a point of the first frame, in pixels, is at a part of the shot, 0 to 1. */
  public MotionPath.Point at(double x, double y, double part) {
    double z = zoom(part);
    double a = angle(part);
    double u = x - width / 2.0;
    double v = y - height / 2.0;
    double cos = Math.cos(a);
    double sin = Math.sin(a);
    return new MotionPath.Point(
        width / 2.0 + z * (u * cos - v * sin) - move.pan() * part * height,
        height / 2.0 + z * (u * sin + v * cos) - move.tilt() * part * height);
  }

  /** Where in the first frame lies what is at a point at a part of the shot. */
  MotionPath.Point origin(double x, double y, double part) {
    double z = zoom(part);
    double a = angle(part);
    double u = (x + move.pan() * part * height - width / 2.0) / z;
    double v = (y + move.tilt() * part * height - height / 2.0) / z;
    double cos = Math.cos(a);
    double sin = Math.sin(a);
    return new MotionPath.Point(width / 2.0 + u * cos + v * sin, height / 2.0 - u * sin + v * cos);
  }

  private double zoom(double part) {
    return 1 + (move.zoom() - 1) * part;
  }

  private double angle(double part) {
    return -Math.toRadians(move.roll()) * part;
  }

  /**
   * A picture taken at one part of the shot as it looks at another; transparent where the camera
   * sees what is not in it.
   */
  Layer carried(Layer picture, double was, double now) {
    Layer out = Layer.empty(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        MotionPath.Point o = origin(x + .5, y + .5, now);
        MotionPath.Point p = at(o.x(), o.y(), was);
        Carrying.sample(
            picture, (float) (p.x() - .5), (float) (p.y() - .5), out.v(), (y * width + x) * 4);
      }
    }
    return out;
  }
}
