package zoetrope.diffusion.adapter;

/**
 * Moves a picture as the camera's move would at a middle depth of the scene, so that the model has
 * to paint parallax and what comes into the frame, and nothing else. Mirrors {@code carried} in
 * {@code assets/starter/data.py}.
 */
final class Carrying {
  /** Parallax depth, 0 infinitely far, 1 the characters' plane. */
  private static final float DEPTH = 0.55f;

  private static final float PART = 0.1f + 0.9f * DEPTH;
  private static final float GROWTH = 0.3f + 0.7f * DEPTH;

  private Carrying() {}

  /**
   * The plate as it looks later; transparent where the camera sees what is not in it.
   *
   * @param camera given, pan and tilt in frame heights, logarithm of the zoom, over a window
   * @param was part of the window after which the plate was taken, 0..1
   * @param now part of the window at which it is shown
   */
  static Layer carried(Layer plate, float[] camera, float was, float now) {
    return view(camera, was, now).of(plate);
  }

  /** Where in the frame of one part of a window that of another part lies, by the camera's move. */
  static View view(float[] camera, float was, float now) {
    float grow = ((float) StrictMath.exp(camera[3]) - 1) * GROWTH;
    float z0 = 1 + grow * was;
    float z1 = 1 + grow * now;
    float dx = camera[1] * (now - was) * PART;
    float dy = camera[2] * (now - was) * PART;
    return new View(z0 / z1, dx * z0, dy * z0);
  }

  /** Bilinear, transparent outside. */
  static void sample(Layer from, float x, float y, float[] out, int at) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    for (int k = 0; k < 4; k++) {
      int px = x0 + (k & 1);
      int py = y0 + (k >> 1);
      if (px < 0 || py < 0 || px >= from.width() || py >= from.height()) {
        continue;
      }
      float weight = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py));
      int p = (py * from.width() + px) * 4;
      for (int c = 0; c < 4; c++) {
        out[at + c] += weight * from.v()[p + c];
      }
    }
  }
}
