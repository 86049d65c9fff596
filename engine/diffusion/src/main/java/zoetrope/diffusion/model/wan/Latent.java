package zoetrope.diffusion.model.wan;

import java.util.Arrays;

/**
 * Channels over a grid, {@code values[((channel * frames + frame) * rows + row) * columns +
 * column]}.
 *
 * @param values shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Latent(int channels, Grid grid, float[] values) {
  public Latent {
    if (values.length != channels * grid.cells()) {
      throw new IllegalArgumentException(
          values.length + " values are no " + channels + " channels of " + grid);
    }
  }

  /** All zero. */
  public static Latent empty(int channels, Grid grid) {
    return new Latent(channels, grid, new float[channels * grid.cells()]);
  }

  public int index(int channel, int frame, int row, int column) {
    return ((channel * grid.frames() + frame) * grid.rows() + row) * grid.columns() + column;
  }

  /** Its channels, then another's, over the same grid. */
  public Latent over(Latent other) {
    float[] out = Arrays.copyOf(values, values.length + other.values.length);
    System.arraycopy(other.values, 0, out, values.length, other.values.length);
    return new Latent(channels + other.channels, grid, out);
  }

  /** Its frames, then another's, of the same channels. */
  public Latent before(Latent other) {
    int plane = grid.rows() * grid.columns();
    Grid both = new Grid(grid.frames() + other.grid.frames(), grid.rows(), grid.columns());
    Latent out = empty(channels, both);
    int mine = grid.frames() * plane;
    int its = other.grid.frames() * plane;
    for (int c = 0; c < channels; c++) {
      System.arraycopy(values, c * mine, out.values, c * (mine + its), mine);
      System.arraycopy(other.values, c * its, out.values, c * (mine + its) + mine, its);
    }
    return out;
  }

  /** Frames from one on. */
  public Latent from(int frame) {
    int plane = grid.rows() * grid.columns();
    int n = grid.frames() - frame;
    Latent out = empty(channels, new Grid(n, grid.rows(), grid.columns()));
    for (int c = 0; c < channels; c++) {
      System.arraycopy(
          values, (c * grid.frames() + frame) * plane, out.values, c * n * plane, n * plane);
    }
    return out;
  }
}
