package zoetrope.diffusion.model.wan.condition;

import java.util.ArrayList;
import java.util.List;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.vae.WanVae;

/**
 * What VACE's side blocks are told (arXiv 2503.07598; Wan2.1:wan/vace.py): the encoded clip where
 * it stays, the encoded clip where it is made anew, and the mask. References stand before the clip
 * in time.
 *
 * @param context 2 z + 64 channels
 * @param references latent frames of references before the clip's own, to be cut off before
 *     decoding
 */
public record VaceContext(Latent context, int references) {
  private static final int SIDE = Grid.SCALE;

  /**
   * @param video frames at the clip's size
   * @param mask [frames, rows, columns], 1 where the clip is made anew; parts of 1 are told to the
   *     model as they are, and split the clip at a half
   * @param references pictures at the clip's size, -1..1
   */
  public static VaceContext of(
      WanVae vae,
      WanVae.Pictures video,
      float[] mask,
      int rows,
      int columns,
      List<Planes> references,
      CancelToken cancel) {
    int frames = mask.length / (rows * columns);
    WanVae.Pictures stays = part(video, mask, rows * columns, false);
    WanVae.Pictures anew = part(video, mask, rows * columns, true);
    Grid grid = new Grid(Grid.latentFrames(frames), rows / Grid.SCALE, columns / Grid.SCALE);
    int z = vae.channels();
    Latent clip =
        new Latent(z, grid, vae.encode(stays, frames, rows, columns, cancel))
            .over(new Latent(z, grid, vae.encode(anew, frames, rows, columns, cancel)))
            .over(unshuffled(mask, frames, grid));
    List<Latent> parts = new ArrayList<>();
    for (Planes r : references) {
      Grid one = new Grid(1, grid.rows(), grid.columns());
      float[] encoded = vae.encode(r.values(), 1, rows, columns, cancel);
      parts.add(new Latent(z, one, encoded).over(Latent.empty(z + SIDE * SIDE, one)));
    }
    parts.add(clip);
    return new VaceContext(parts.stream().reduce(Latent::before).orElseThrow(), references.size());
  }

  /** What of the clip is made anew, or what stays, and grey elsewhere. */
  private static WanVae.Pictures part(
      WanVae.Pictures video, float[] mask, int plane, boolean anew) {
    return (from, count, to) -> {
      video.read(from, count, to);
      for (int i = 0; i < to.length; i++) {
        boolean made = mask[(from + i / (3 * plane)) * plane + i % plane] > .5f;
        to[i] = made == anew ? to[i] : 0;
      }
    };
  }

  /** Every 8 x 8 block's pixels as channels; of the frames, the nearest to each latent one's. */
  private static Latent unshuffled(float[] mask, int frames, Grid grid) {
    Latent out = Latent.empty(SIDE * SIDE, grid);
    int columns = grid.columns() * SIDE;
    int rows = grid.rows() * SIDE;
    for (int t = 0; t < grid.frames(); t++) {
      int source = (int) Math.floor((t + .5) * frames / grid.frames());
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          int channel = y % SIDE * SIDE + x % SIDE;
          out.values()[out.index(channel, t, y / SIDE, x / SIDE)] =
              mask[(source * rows + y) * columns + x];
        }
      }
    }
    return out;
  }
}
