package zoetrope.diffusion.parity;

import java.nio.file.Path;
import java.util.List;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Runtime;

/** The autoencoder in both layouts, there and back. */
final class VaeParity {
  private final Runtime runtime;

  VaeParity(Runtime runtime) {
    this.runtime = runtime;
  }

  void check(Vector v) {
    for (String layout : List.of("wan", "diffusers")) {
      v.weights("weights_" + layout).ifPresent(folder -> check(v, layout, folder));
    }
  }

  private void check(Vector v, String layout, Path folder) {
    CancelToken never = new CancelToken();
    String what = layout + " layout";
    try (WanVae vae = WanVae.open(folder, runtime)) {
      float[] latent =
          vae.encode(
              v.floats("in.video"),
              v.dim("in.video", 1),
              v.dim("in.video", 2),
              v.dim("in.video", 3),
              never);
      v.check(what, "out.latent_normalized", latent);
      v.check(what, "out.video", vae.decode(latent, grid(v, "out.latent_normalized"), never));
      if (v.has("in.latent_random")) {
        v.check(
            what,
            "out.video_from_random",
            vae.decode(v.floats("in.latent_random"), grid(v, "in.latent_random"), never));
      }
    }
  }

  static Grid grid(Vector v, String latent) {
    return new Grid(v.dim(latent, 1), v.dim(latent, 2), v.dim(latent, 3));
  }
}
