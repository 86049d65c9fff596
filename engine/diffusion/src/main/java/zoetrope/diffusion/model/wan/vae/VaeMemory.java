package zoetrope.diffusion.model.wan.vae;

import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * What the autoencoder takes in memory: an estimate from the widest values, those of four whole
 * frames, and from how many of them are alive at once with what is carried from piece to piece
 * (measured: docs/benchmarks.md). It does not depend on the length of the clip.
 *
 * @param widest channels of whole frames
 * @param features channels where the latent's plane is
 * @param weights bytes of the weights
 */
record VaeMemory(int widest, int features, long weights) {
  /** Values as wide as four frames that are alive at once. */
  private static final int NEAR = 22;

  /** Values as wide as the features that are alive at once. */
  private static final int FAR = 40;

  private static final int PIXELS = 64;
  private static final int FRAMES = 4;

  /** The largest windows tried, and the smallest that do more than overlap. */
  private static final int LARGEST = 64;

  private static final int SMALLEST = 2 * Tiles.OVERLAP;

  /**
   * @param files what {@code names} renames
   */
  static VaeMemory of(TensorSource names, TensorSource files) {
    long weights = files.names().stream().mapToLong(n -> files.info(n).elements() * 4).sum();
    return new VaeMemory(VaeGraph.decoderChannels(names), VaeGraph.decoderFeatures(names), weights);
  }

  /** Bytes to encode or decode pictures of so many cells without tiles. */
  long whole(long cells) {
    return near(cells) + far(cells);
  }

  /** Bytes with tiles of a side, over a plane of so many cells. */
  long tiled(long cells, Tiles tiles) {
    return near((long) tiles.height() * tiles.width()) + far(cells);
  }

  private long near(long cells) {
    return weights + 4L * NEAR * widest * FRAMES * PIXELS * cells;
  }

  private long far(long cells) {
    return 4L * FAR * features * cells;
  }

  /** The largest tiles within so much memory; the smallest there are, when none is. */
  Tiles within(long budget, int rows, int columns) {
    long cells = (long) rows * columns;
    if (whole(cells) <= budget) {
      return Tiles.of(rows, columns, Math.max(Math.max(rows, columns), SMALLEST));
    }
    int side = LARGEST;
    while (side > SMALLEST && tiled(cells, Tiles.of(rows, columns, side)) > budget) {
      side -= 2;
    }
    return Tiles.of(rows, columns, side);
  }
}
