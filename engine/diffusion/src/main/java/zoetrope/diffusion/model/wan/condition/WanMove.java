package zoetrope.diffusion.model.wan.condition;

import java.util.List;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;

/**
 * Wan-Move's way to tell an image-to-video model where things go (arXiv 2512.08765;
 * wan/modules/trajectory.py): along every track the first frame's latent cell is copied to where
 * the track is in every later latent frame. No weights of its own.
 */
public final class WanMove {
  private static final int GROUP = 4;
  private static final Cell NOWHERE = new Cell(-1, -1);

  private WanMove() {}

  /** A latent cell; -1 and -1 where the track is hidden or outside. */
  public record Cell(int row, int column) {}

  /**
   * Where a track is in each latent frame.
   *
   * @param x pixels, one value a frame
   * @param y pixels
   * @param visible one value a frame
   * @param rows the clip's, in pixels
   * @param columns the clip's, in pixels
   */
  public static List<Cell> cells(float[] x, float[] y, boolean[] visible, int rows, int columns) {
    return java.util.stream.IntStream.range(0, Grid.latentFrames(x.length))
        .mapToObj(
            t -> {
              int f = GROUP * t;
              boolean in = visible[f] && x[f] >= 0 && y[f] >= 0 && x[f] < columns && y[f] < rows;
              return in ? new Cell((int) y[f] / Grid.SCALE, (int) x[f] / Grid.SCALE) : NOWHERE;
            })
        .toList();
  }

  /**
   * Copies along tracks, in place; where two meet, the later one stands.
   *
   * @param latent the condition's channels
   * @param from first channel to copy; those before it, the mask, stay
   */
  public static void carry(Latent latent, int from, List<List<Cell>> tracks) {
    Grid g = latent.grid();
    float[] source = latent.values().clone();
    for (int t = 1; t < g.frames(); t++) {
      for (List<Cell> track : tracks) {
        Cell to = track.get(t);
        if (!to.equals(NOWHERE)) {
          // A track hidden at the start takes the last cell, as index -1 does upstream.
          int row = Math.floorMod(track.getFirst().row(), g.rows());
          int column = Math.floorMod(track.getFirst().column(), g.columns());
          for (int c = from; c < latent.channels(); c++) {
            latent.values()[latent.index(c, t, to.row(), to.column())] =
                source[latent.index(c, 0, row, column)];
          }
        }
      }
    }
  }
}
