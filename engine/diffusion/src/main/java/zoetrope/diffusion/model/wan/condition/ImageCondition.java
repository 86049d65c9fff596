package zoetrope.diffusion.model.wan.condition;

import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.vae.WanVae;

/**
 * What an image-to-video model is told of its first frame, and of its last: four mask channels, one
 * for each frame that a latent frame stands for, then the encoded clip of the picture and grey
 * (Wan2.1:wan/image2video.py).
 */
public final class ImageCondition {
  private static final int GROUP = 4;

  private ImageCondition() {}

  /** Rows and columns of a latent for a picture of this shape and at most so many pixels. */
  public static Grid grid(int rows, int columns, long area, int frames) {
    double shape = (double) rows / columns;
    return new Grid(Grid.latentFrames(frames), even(area * shape), even(area / shape));
  }

  private static int even(double square) {
    return (int) Math.rint(Math.floor(Math.floor(Math.sqrt(square) / Grid.SCALE) / 2) * 2);
  }

  /**
   * @param first the first frame at the clip's size, -1..1
   * @param last the last frame
   * @param frames of the clip, 4 n + 1
   * @return 4 + z channels
   */
  public static Latent of(
      WanVae vae, Planes first, Optional<Planes> last, int frames, CancelToken cancel) {
    int picture = 3 * first.rows() * first.columns();
    WanVae.Pictures video =
        (from, count, to) -> {
          if (from == 0) {
            System.arraycopy(first.values(), 0, to, 0, picture);
          }
          if (last.isPresent() && from + count == frames) {
            System.arraycopy(last.get().values(), 0, to, (count - 1) * picture, picture);
          }
        };
    Grid grid =
        new Grid(
            Grid.latentFrames(frames), first.rows() / Grid.SCALE, first.columns() / Grid.SCALE);
    float[] encoded = vae.encode(video, frames, first.rows(), first.columns(), cancel);
    return mask(grid, last.isPresent()).over(new Latent(vae.channels(), grid, encoded));
  }

  /** 1 where a frame is given. The first frame stands for all four of its group. */
  static Latent mask(Grid grid, boolean last) {
    Latent out = Latent.empty(GROUP, grid);
    int plane = grid.rows() * grid.columns();
    for (int c = 0; c < GROUP; c++) {
      int start = out.index(c, 0, 0, 0);
      java.util.Arrays.fill(out.values(), start, start + plane, 1);
    }
    if (last) {
      int start = out.index(GROUP - 1, grid.frames() - 1, 0, 0);
      java.util.Arrays.fill(out.values(), start, start + plane, 1);
    }
    return out;
  }
}
