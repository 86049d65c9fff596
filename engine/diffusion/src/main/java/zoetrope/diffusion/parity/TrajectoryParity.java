package zoetrope.diffusion.parity;

import java.util.ArrayList;
import java.util.List;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.condition.Ati;
import zoetrope.diffusion.model.wan.condition.WanMove;

/** Wan-Move's and ATI's changes to a condition, by themselves. */
final class TrajectoryParity {
  private TrajectoryParity() {}

  static void wanMove(Vector v) {
    int rows = v.config().path("H").asInt(v.dim("in.latent", 2) * Grid.SCALE);
    int columns = v.config().path("W").asInt(v.dim("in.latent", 3) * Grid.SCALE);
    List<List<WanMove.Cell>> cells = cells(v, rows, columns);
    v.check("out.track_pos_input_order", flat(cells));
    // The original shuffles tracks twice; the second order decides who stands where two meet.
    List<List<WanMove.Cell>> order = shuffled(v, cells, "tap.perm_create");
    v.check("out.track_pos", flat(order));
    Grid grid = VaeParity.grid(v, "in.latent");
    Latent latent = new Latent(v.dim("in.latent", 0), grid, v.floats("in.latent"));
    WanMove.carry(latent, 0, shuffled(v, order, "tap.perm_replace"));
    v.check("out.latent_edited", latent.values());
  }

  static List<List<WanMove.Cell>> cells(Vector v, int rows, int columns) {
    int frames = v.dim("in.tracks", 0);
    int n = v.dim("in.tracks", 1);
    float[] xy = v.floats("in.tracks");
    int[] seen = v.bytes("in.visibility");
    List<List<WanMove.Cell>> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] x = new float[frames];
      float[] y = new float[frames];
      boolean[] visible = new boolean[frames];
      for (int f = 0; f < frames; f++) {
        x[f] = xy[(f * n + i) * 2];
        y[f] = xy[(f * n + i) * 2 + 1];
        visible[f] = seen[f * n + i] != 0;
      }
      out.add(WanMove.cells(x, y, visible, rows, columns));
    }
    return out;
  }

  private static <T> List<T> shuffled(Vector v, List<T> list, String order) {
    return v.has(order)
        ? java.util.Arrays.stream(v.longs(order)).mapToObj(i -> list.get((int) i)).toList()
        : list;
  }

  private static long[] flat(List<List<WanMove.Cell>> cells) {
    return cells.stream()
        .flatMap(List::stream)
        .flatMapToLong(c -> java.util.stream.LongStream.of(c.row(), c.column()))
        .toArray();
  }

  static void ati(Vector v) {
    int rows = v.config().path("H").asInt(v.dim("in.y", 2) * Grid.SCALE);
    int columns = v.config().path("W").asInt(v.dim("in.y", 3) * Grid.SCALE);
    List<Ati.Track> tracks = tracks(v, rows, columns);
    v.check("tap.tracks", values(tracks));
    Grid grid = VaeParity.grid(v, "in.y");
    Latent y = new Latent(v.dim("in.y", 0), grid, v.floats("in.y"));
    v.check("out.y", Ati.apply(y, tracks).values());
  }

  static List<Ati.Track> tracks(Vector v, int rows, int columns) {
    float[] raw = v.floats("in.raw_tracks");
    int n = v.dim("in.raw_tracks", 0);
    int frames = v.dim("in.raw_tracks", 1);
    List<Ati.Track> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[][] parts = new float[3][frames];
      for (int k = 0; k < 3 * frames; k++) {
        parts[k % 3][k / 3] = raw[i * frames * 3 + k] / 8;
      }
      out.add(Ati.Track.of(parts[0], parts[1], parts[2], rows, columns));
    }
    return out;
  }

  /** As the original keeps them: frame, track, then time, x, y and visibility. */
  private static float[] values(List<Ati.Track> tracks) {
    int frames = tracks.getFirst().x().length;
    float[] out = new float[frames * tracks.size() * 4];
    int at = 0;
    for (int f = 0; f < frames; f++) {
      int source = Ati.source(f);
      for (Ati.Track t : tracks) {
        out[at++] = -1 + 2f * source / Ati.source(frames - 1);
        out[at++] = t.x()[f];
        out[at++] = t.y()[f];
        out[at++] = t.visible()[f];
      }
    }
    return out;
  }
}
