package zoetrope.diffusion.model.wan.condition;

import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.vae.WanVae;

/**
 * What a Fun-Control model is told beside the sample: the encoded control clip, then the encoded
 * first frame (aigc-apps/VideoX-Fun, pipeline_wan_fun_control.py). Unlike in image-to-video models,
 * what is not given is a latent of zeros, and not the latent of grey.
 */
public final class ControlCondition {
  private ControlCondition() {}

  /**
   * @param control frames at the clip's size
   * @param first the first frame at the clip's size, -1..1
   * @param grid of the clip's latent
   * @return 2 z channels
   */
  public static Latent of(
      WanVae vae,
      Optional<WanVae.Pictures> control,
      Optional<Planes> first,
      Grid grid,
      CancelToken cancel) {
    int z = vae.channels();
    int rows = grid.rows() * Grid.SCALE;
    int columns = grid.columns() * Grid.SCALE;
    Latent led =
        control
            .map(
                v ->
                    new Latent(
                        z, grid, vae.encode(v, 4 * grid.frames() - 3, rows, columns, cancel)))
            .orElseGet(() -> Latent.empty(z, grid));
    Latent start = Latent.empty(z, grid);
    first.ifPresent(
        p -> {
          float[] one = vae.encode(p.values(), 1, rows, columns, cancel);
          int plane = grid.rows() * grid.columns();
          for (int c = 0; c < z; c++) {
            System.arraycopy(one, c * plane, start.values(), start.index(c, 0, 0, 0), plane);
          }
        });
    return led.over(start);
  }
}
