package zoetrope.diffusion;

/** Shapes of a film's picture; how many pixels that is, each model decides. */
public enum FrameShape {
  LANDSCAPE,
  PORTRAIT,
  SQUARE;

  /** The shape nearest to a film's width and height. */
  public static FrameShape nearest(int width, int height) {
    double r = (double) width / height;
    return r > 1.3 ? LANDSCAPE : r < 0.77 ? PORTRAIT : SQUARE;
  }
}
