package zoetrope.diffusion.model.starter;

import zoetrope.core.camera.CameraPose;
import zoetrope.core.camera.CameraTransform;
import zoetrope.diffusion.adapter.Layer;

/**
 * Where in a picture the points of a frame of the same shape lie: a point at X from the middle of
 * the frame is at {@code scale * X + (right, down)} from the middle of the picture, in heights.
 *
 * @param scale below 1 where the frame shows a part of the picture
 */
record CameraView(double scale, double right, double down) {
  /** The whole picture. */
  public static final CameraView WHOLE = new CameraView(1, 0, 0);

  /** What a camera that does not roll sees of the first frame at a part of the shot, 0 to 1. */
  static CameraView at(CameraTransform c, double part) {
    CameraPose p = c.pose(part);
    return new CameraView(1 / p.zoom(), p.panX() * c.aspect(), p.panY());
  }

  /** Where the same points lie in the picture of which this one's picture is a view. */
  public CameraView of(CameraView outer) {
    return new CameraView(
        outer.scale * scale, outer.scale * right + outer.right, outer.scale * down + outer.down);
  }

  /** What the frame shows of a picture; transparent outside. */
  public Layer of(Layer picture) {
    int width = picture.width();
    int height = picture.height();
    Layer out = Layer.empty(width, height);
    for (int y = 0; y < height; y++) {
      double sy = ((y + .5) / height - .5) * scale + down + .5;
      for (int x = 0; x < width; x++) {
        double sx = ((x + .5) / height - width / 2.0 / height) * scale + right;
        picture.sample(
            (float) (sx * height + width / 2.0 - .5),
            (float) (sy * height - .5),
            out.v(),
            (y * width + x) * 4);
      }
    }
    return out;
  }
}
