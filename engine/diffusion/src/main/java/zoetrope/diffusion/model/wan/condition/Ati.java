package zoetrope.diffusion.model.wan.condition;

import java.util.List;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;

/**
 * ATI's way to tell an image-to-video model where things go (arXiv 2505.22944;
 * wan/modules/motion_patch.py): around every track the feature of the first frame is laid over
 * later latent frames with a Gaussian weight, which the mask channels tell as well. No weights of
 * its own; the model was tuned for it.
 */
public final class Ati {
  private static final double TEMPERATURE = 220;
  private static final int NEAREST = 2; // tracks that a cell listens to
  private static final int MASKS = 4;
  private static final int GROUP = 4;
  private static final double EPS = 1e-5;

  private Ati() {}

  /**
   * A track at the model's pace.
   *
   * @param x in units of half the short side, 0 in the middle; one value a frame
   * @param y the same
   * @param visible -1 hidden, 1 seen
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Track(float[] x, float[] y, float[] visible) {

    /**
     * From tracks at 24 frames a second to the model's 16: of every three frames, two.
     *
     * @param x pixels, 3 n + 1 values
     * @param y pixels
     * @param seen 1 where visible, else 0
     */
    public static Track of(float[] x, float[] y, float[] seen, int rows, int columns) {
      int n = (x.length - 1) / 3 * 2 + 1;
      float side = Math.min(rows, columns);
      Track out = new Track(new float[n], new float[n], new float[n]);
      for (int i = 0; i < n; i++) {
        int f = source(i);
        out.x[i] = (x[f] - columns / 2f) / side * 2;
        out.y[i] = (y[f] - rows / 2f) / side * 2;
        out.visible[i] = seen[f] * 2 - 1;
      }
      return out;
    }
  }

  /** The frame at 24 a second that a frame at 16 a second shows. */
  public static int source(int frame) {
    return frame == 0 ? 0 : 1 + (1 + 3 * (frame - 1)) / 2;
  }

  /** A track over the four frames of a latent frame. */
  private record Spot(double x, double y, double seen) {}

  /**
   * @param condition 4 mask channels and the encoded clip
   * @return the same, changed along the tracks
   */
  public static Latent apply(Latent condition, List<Track> tracks) {
    Grid g = condition.grid();
    Latent out = new Latent(condition.channels(), g, condition.values().clone());
    int plane = g.rows() * g.columns();
    float[][] features = new float[tracks.size()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = feature(condition, tracks.get(i));
    }
    for (int c = 0; c < MASKS; c++) {
      int start = out.index(c, 0, 0, 0);
      java.util.Arrays.fill(out.values(), start, start + plane, 1);
    }
    for (int t = 1; t < g.frames(); t++) {
      int frame = t;
      List<Spot> spots = tracks.stream().map(k -> spot(k, frame)).toList();
      for (int cell = 0; cell < plane; cell++) {
        blend(condition, out, features, spots, t, cell);
      }
    }
    return out;
  }

  private static Spot spot(Track track, int t) {
    double x = 0;
    double y = 0;
    double seen = 0;
    for (int f = GROUP * (t - 1) + 1; f <= GROUP * t; f++) {
      double v = Math.clamp(track.visible()[f], 0f, 1f);
      seen += v;
      x += track.x()[f] * v;
      y += track.y()[f] * v;
    }
    return new Spot(x / (seen + EPS), y / (seen + EPS), Math.min(seen, 1));
  }

  private static void blend(
      Latent in, Latent out, float[][] features, List<Spot> spots, int t, int cell) {
    Grid g = in.grid();
    double side = Math.min(g.rows(), g.columns());
    double y = spread(cell / g.columns(), g.rows(), g.rows() / side);
    double x = spread(cell % g.columns(), g.columns(), g.columns() / side);
    double[] w = new double[spots.size()];
    for (int i = 0; i < w.length; i++) {
      double dx = spots.get(i).x() - x;
      double dy = spots.get(i).y() - y;
      w[i] = Math.exp(-(dx * dx + dy * dy) * TEMPERATURE) * spots.get(i).seen();
    }
    double sum = 0;
    double[] feature = new double[in.channels() - MASKS];
    for (int k = 0; k < Math.min(NEAREST, w.length); k++) {
      int best = 0;
      for (int i = 1; i < w.length; i++) {
        best = w[i] > w[best] ? i : best;
      }
      for (int c = 0; c < feature.length; c++) {
        feature[c] += w[best] * features[best][c];
      }
      sum += w[best];
      w[best] = -1;
    }
    int row = cell / g.columns();
    int column = cell % g.columns();
    for (int c = 0; c < in.channels(); c++) {
      int at = in.index(c, t, row, column);
      double kept = 1 - Math.min(sum, 1);
      out.values()[at] = (float) (c < MASKS ? sum : feature[c - MASKS] + in.values()[at] * kept);
    }
  }

  /** torch.linspace(-reach, reach, count). */
  private static double spread(int i, int count, double reach) {
    return count == 1 ? -reach : -reach + 2 * reach * i / (count - 1);
  }

  /** The first frame's channels at a track's start, bilinear, nothing outside. */
  private static float[] feature(Latent in, Track track) {
    Grid g = in.grid();
    double side = Math.min(g.rows(), g.columns());
    double u = Math.clamp(track.x()[0] / (g.columns() / side), -1, 1);
    double v = Math.clamp(track.y()[0] / (g.rows() / side), -1, 1);
    double x = ((u + 1) * g.columns() - 1) / 2;
    double y = ((v + 1) * g.rows() - 1) / 2;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float[] out = new float[in.channels() - MASKS];
    for (int c = 0; c < out.length; c++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        int column = left + k % 2;
        int row = top + k / 2;
        if (column >= 0 && row >= 0 && column < g.columns() && row < g.rows()) {
          double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
          sum += weight * in.values()[in.index(c + MASKS, 0, row, column)];
        }
      }
      out[c] = (float) sum;
    }
    return out;
  }
}
