package zoetrope.diffusion.model.wan.vae;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private static final int NEAR = 23;

  /** Values as wide as the features that are alive at once. */
  private static final int FAR = 40;

  private static final int PIXELS = 64;
  private static final int FRAMES = 4;

  /** The smallest windows' side that does more than overlap. */
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

  /** Those tiles within so much memory that cost the least work; the smallest, when none are. */
  Tiles within(long budget, int rows, int columns) {
    long cells = (long) rows * columns;
    if (whole(cells) <= budget) {
      return Tiles.of(rows, columns, 1, 1);
    }
    List<Tiles> all = new ArrayList<>();
    for (int down = 1; down == 1 || Tiles.window(rows, down) >= SMALLEST; down++) {
      for (int across = 1; across == 1 || Tiles.window(columns, across) >= SMALLEST; across++) {
        all.add(Tiles.of(rows, columns, down, across));
      }
    }
    return all.stream()
        .filter(t -> tiled(cells, t) <= budget)
        .min(Comparator.comparingLong(Tiles::work))
        .orElseGet(
            () -> all.stream().min(Comparator.comparingLong(t -> tiled(cells, t))).orElseThrow());
  }
}
