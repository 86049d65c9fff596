package zoetrope.diffusion.model.starter;

import zoetrope.diffusion.FrameShape;

/**
 * The sizes that the starter model paints.
 *
 * @param width pixels
 * @param height pixels
 */
record StarterSize(int width, int height) {
  /** The size of a shape. */
  static StarterSize of(FrameShape shape) {
    return switch (shape) {
      case LANDSCAPE -> new StarterSize(512, 288);
      case PORTRAIT -> new StarterSize(288, 512);
      case SQUARE -> new StarterSize(384, 384);
    };
  }

  /** Its width over its height. */
  double aspect() {
    return (double) width / height;
  }
}
