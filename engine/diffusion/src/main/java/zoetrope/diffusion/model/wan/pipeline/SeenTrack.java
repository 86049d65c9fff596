package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import zoetrope.diffusion.adapter.TrajectoryAdapter.Track;
import zoetrope.diffusion.model.wan.condition.Ati;
import zoetrope.diffusion.model.wan.condition.WanMove;

/**
 * A point's way through a window, in a frame of a size.
 *
 * @param rows pixels
 * @param columns pixels
 */
record SeenTrack(Track track, int rows, int columns) {

  /** Whether it begins inside: what is not in the first frame cannot be taken from there. */
  boolean begins() {
    return visible()[0];
  }

  private boolean[] visible() {
    boolean[] out = new boolean[track.x().length];
    for (int i = 0; i < out.length; i++) {
      float x = track.x()[i];
      float y = track.y()[i];
      out[i] = x >= 0 && y >= 0 && x < columns && y < rows;
    }
    return out;
  }

  /** As Wan-Move takes it. */
  List<WanMove.Cell> cells() {
    return WanMove.cells(track.x(), track.y(), visible(), rows, columns);
  }

  /** As ATI takes it. */
  Ati.Track ati() {
    int n = track.x().length;
    float side = Math.min(rows, columns);
    boolean[] visible = visible();
    Ati.Track out = new Ati.Track(new float[n], new float[n], new float[n]);
    for (int i = 0; i < n; i++) {
      out.x()[i] = (track.x()[i] - columns / 2f) / side * 2;
      out.y()[i] = (track.y()[i] - rows / 2f) / side * 2;
      out.visible()[i] = visible[i] ? 1 : -1;
    }
    return out;
  }
}
