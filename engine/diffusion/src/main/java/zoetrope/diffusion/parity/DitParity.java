package zoetrope.diffusion.parity;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Tensor;

/** One step of a diffusion transformer, in both layouts, with all that can be seen inside. */
final class DitParity {
  private final Runtime runtime;

  DitParity(Runtime runtime) {
    this.runtime = runtime;
  }

  void check(Vector v) {
    for (String layout : List.of("wan", "diffusers")) {
      v.weights("weights_" + layout).ifPresent(folder -> check(v, layout, folder));
    }
  }

  private void check(Vector v, String layout, Path folder) {
    try (WanDit dit = WanDit.open(folder, runtime, Precision.FP32)) {
      float[] x = v.floats("in.latent");
      if (v.has("in.y")) {
        x = joined(x, v.floats("in.y"));
      }
      Grid grid = new Grid(v.dim("in.latent", 1), v.dim("in.latent", 2), v.dim("in.latent", 3));
      Optional<float[]> image =
          v.has("in.clip_fea") ? Optional.of(v.floats("in.clip_fea")) : Optional.empty();
      int length = v.config().path("text_len").asInt(dit.shape().textLength());
      WanDit.Context context =
          dit.context(v.floats("in.context"), image, length, new CancelToken());
      Optional<WanDit.VaceHint> side =
          v.has("in.vace_context")
              ? Optional.of(new WanDit.VaceHint(v.floats("in.vace_context"), strength(v)))
              : Optional.empty();
      Map<String, Tensor> seen = dit.inspect(x, grid, v.floats("in.timestep")[0], context, side);
      if (layout.equals("wan")) {
        v.check("tap.text_embedding", context.text().values());
        context.image().ifPresent(t -> v.check("tap.img_emb", t.values()));
        seen.forEach((name, t) -> v.check(name, t.values()));
        v.check("out.sample", seen.get("velocity").values());
      } else {
        v.check("out.sample_diffusers", seen.get("velocity").values());
        v.check("diffusers layout", "out.sample", seen.get("velocity").values());
      }
      v.check(layout + " once more", "out.sample", again(dit, x, grid, v, context, side));
    }
  }

  private static float strength(Vector v) {
    String scale = "in.vace_context_scale";
    return v.has(scale) ? v.floats(scale)[0] : 1;
  }

  private static float[] again(
      WanDit dit,
      float[] x,
      Grid grid,
      Vector v,
      WanDit.Context context,
      Optional<WanDit.VaceHint> side) {
    return dit.velocity(x, grid, v.floats("in.timestep")[0], context, side, new CancelToken());
  }

  static float[] joined(float[] a, float[] b) {
    float[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }
}
