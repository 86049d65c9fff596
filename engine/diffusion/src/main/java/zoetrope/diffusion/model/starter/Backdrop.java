package zoetrope.diffusion.model.starter;

import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;

/**
 * What is behind the moving things of a shot whose camera stands still, gathered from finished
 * frames: each pixel as it was when last nothing covered it.
 */
final class Backdrop {
  private final Layer seen;

  public Backdrop(int width, int height) {
    seen = Layer.empty(width, height);
  }

  /**
   * Takes in a finished frame.
   *
   * @param frame opaque
   * @param moving what moves in it, as a cover of one value a pixel
   */
  public void see(Layer frame, float[] moving) {
    float[] covered = MotionGuide.withFringe(moving, frame.width(), frame.height());
    for (int i = 0; i < covered.length; i++) {
      if (covered[i] <= MotionGuide.TRACE) {
        System.arraycopy(frame.v(), 4 * i, seen.v(), 4 * i, 4);
      }
    }
  }

  /** The pixels seen so far; the others are empty. */
  public Layer layer() {
    return seen;
  }
}
