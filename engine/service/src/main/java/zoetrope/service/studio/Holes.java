package zoetrope.service.studio;

import java.util.Optional;
import zoetrope.diffusion.fill.HoleFiller;
import zoetrope.diffusion.runtime.CancelledException;

/** Fills the holes that moving things leave in a picture, as the engine does it for takes. */
public final class Holes {
  private Holes() {}

  /**
   * The picture with its holes filled with pieces of the rest; takes up to about a second at the
   * size of a preview and belongs on a background thread.
   *
   * @param rgb {@code 3 * width * height} values of 0 to 1, row by row; left as it is
   * @param hole what to fill, one value a pixel
   * @return empty when the thread was interrupted; it stays so
   */
  public static Optional<float[]> filled(int width, int height, float[] rgb, boolean[] hole) {
    try {
      return Optional.of(HoleFiller.fill(width, height, rgb, hole, Holes::check));
    } catch (CancelledException _) {
      return Optional.empty();
    }
  }

  private static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancelledException();
    }
  }
}
