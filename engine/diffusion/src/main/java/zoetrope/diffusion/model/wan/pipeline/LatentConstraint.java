package zoetrope.diffusion.model.wan.pipeline;

import java.util.Arrays;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;

/**
 * A latent that a sample is held to for some steps: after each step, where it is sure, the sample
 * becomes this latent with as much noise as the next step expects (Time-to-Move, arXiv 2511.08633;
 * before it RePaint, Lugmayr et al. 2022). Carries a dragged region, and the end of one window into
 * the next.
 *
 * @param clip what to hold to; may have fewer frames than the sample, then it stands at the start
 * @param inside a value for each cell of the clip, 1 where it is sure
 * @param until number of the step from which on nothing is held any more
 */
@SuppressWarnings("ArrayRecordComponent")
record LatentConstraint(Latent clip, float[] inside, int until) {

  /** Sure of every cell, to the end. */
  static LatentConstraint whole(Latent clip) {
    float[] all = new float[clip.grid().cells()];
    Arrays.fill(all, 1);
    return new LatentConstraint(clip, all, Integer.MAX_VALUE);
  }

  /**
   * Which cells pixels are sure of: a cell as its first pixel.
   *
   * @param sure one value a pixel
   * @param frame of the grid, where the cells go
   */
  static void cells(float[] sure, Grid grid, int frame, float[] inside) {
    int columns = grid.columns() * Grid.SCALE;
    for (int y = 0; y < grid.rows(); y++) {
      for (int x = 0; x < grid.columns(); x++) {
        inside[(frame * grid.rows() + y) * grid.columns() + x] =
            sure[y * Grid.SCALE * columns + x * Grid.SCALE];
      }
    }
  }

  /**
   * @param next number of the step that comes next
   * @param level its noise, 0 to 1
   * @param noise shaped as the sample
   */
  void hold(Latent sample, int next, float level, float[] noise) {
    if (next > until) {
      return;
    }
    int mine = clip.grid().cells();
    int its = sample.grid().cells();
    for (int i = 0; i < mine; i++) {
      if (inside[i] > 0) {
        for (int c = 0; c < clip.channels(); c++) {
          int at = c * its + i;
          sample.values()[at] = (1 - level) * clip.values()[c * mine + i] + level * noise[at];
        }
      }
    }
  }

  /** The whole clip with noise, to start from. */
  float[] noised(float level, float[] noise) {
    float[] out = new float[noise.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (1 - level) * clip.values()[i] + level * noise[i];
    }
    return out;
  }
}
