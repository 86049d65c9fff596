package zoetrope.diffusion.adapter;

/**
 * Where in a picture the points of a frame of the same shape lie: a point at X from the middle of
 * the frame is at {@code scale * X + (right, down)} from the middle of the picture, in heights.
 *
 * @param scale below 1 where the frame shows a part of the picture
 */
public record View(double scale, double right, double down) {
  /** The whole picture. */
  public static final View WHOLE = new View(1, 0, 0);

  /**
   * Where in the frame of one part of a window that of another part lies.
   *
   * @param camera given, pan and tilt in frame heights, logarithm of the zoom, over the window
   * @param was part of the window of the frame in which it lies, 0..1
   * @param now part of the window of the frame that lies in it
   */
  public static View after(float[] camera, float was, float now) {
    return Carrying.view(camera, was, now);
  }

  /** Where the same points lie in the picture of which this one's picture is a view. */
  public View of(View outer) {
    return new View(
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
        Carrying.sample(
            picture,
            (float) (sx * height + width / 2.0 - .5),
            (float) (sy * height - .5),
            out.v(),
            (y * width + x) * 4);
      }
    }
    return out;
  }
}
