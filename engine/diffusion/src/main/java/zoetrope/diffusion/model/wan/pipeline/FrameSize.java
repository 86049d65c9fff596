package zoetrope.diffusion.model.wan.pipeline;

import zoetrope.diffusion.FrameShape;

/**
 * A clip's size: multiples of 16, since a latent cell is 8 pixels and a patch two cells.
 *
 * @param width pixels
 * @param height pixels
 */
record FrameSize(int width, int height) {
  /** Pixels of 832 x 480, which all models of the family were trained on. */
  static final long AREA = 832 * 480;

  private static final double WIDE = 832.0 / 480;
  private static final int STEP = 16;

  /** The size of a shape with at most so many pixels. */
  static FrameSize of(FrameShape shape, long area) {
    double ratio =
        switch (shape) {
          case LANDSCAPE -> WIDE;
          case PORTRAIT -> 1 / WIDE;
          case SQUARE -> 1;
        };
    return new FrameSize(side(area * ratio), side(area / ratio));
  }

  private static int side(double square) {
    return Math.max(STEP, (int) (Math.sqrt(square) / STEP + 1e-6) * STEP);
  }
}
