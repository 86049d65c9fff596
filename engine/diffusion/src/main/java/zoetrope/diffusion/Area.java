package zoetrope.diffusion;

import zoetrope.core.image.Mask;

/** A part of the first frame that was marked, at no size yet: the model's own is taken. */
public sealed interface Area {
  /** What was painted. */
  record Painted(Mask mask) implements Area {}

  /**
   * A rectangle in fractions of the frame.
   *
   * @param x of its left edge
   * @param y of its upper edge
   */
  record Box(double x, double y, double width, double height) implements Area {
    /** The pixels whose middles are inside. */
    public Mask mask(int pixelsAcross, int pixelsDown) {
      float[] cover = new float[pixelsAcross * pixelsDown];
      for (int row = 0; row < pixelsDown; row++) {
        for (int column = 0; column < pixelsAcross; column++) {
          double u = (column + 0.5) / pixelsAcross;
          double v = (row + 0.5) / pixelsDown;
          cover[row * pixelsAcross + column] =
              u >= x && u < x + width && v >= y && v < y + height ? 1 : 0;
        }
      }
      return new Mask(pixelsAcross, pixelsDown, cover);
    }
  }
}
