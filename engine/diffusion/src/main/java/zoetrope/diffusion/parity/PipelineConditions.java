package zoetrope.diffusion.parity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.condition.Ati;
import zoetrope.diffusion.model.wan.condition.ImageCondition;
import zoetrope.diffusion.model.wan.condition.VaceContext;
import zoetrope.diffusion.model.wan.condition.WanMove;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.parity.PipelineParity.Conditions;
import zoetrope.diffusion.runtime.Runtime;

/** Makes a pipeline's conditions out of what a vector gives, and compares them on the way. */
record PipelineConditions(
    Vector v, Runtime runtime, OptionalInt clipHeads, int textLength, WanDit dit, WanVae vae) {
  private static final int MASKS = 4;

  Conditions read() {
    float[] prompt = PipelineParity.text(v, runtime, false);
    float[] negative = PipelineParity.text(v, runtime, true);
    if (v.has("in.image_u8")) {
      return image(prompt, negative);
    }
    Conditions plain = PipelineParity.plain(dit, prompt, negative, textLength, Optional.empty());
    return v.has("in.src_video") || v.has("in.video_u8") ? vace(plain) : plain;
  }

  private Conditions image(float[] prompt, float[] negative) {
    Planes picture = ClipParity.picture(v, "in.image_u8").signed();
    float[] seen = v.has("in.image_embeds") ? v.floats("in.image_embeds") : encoded(picture);
    Grid grid = VaeParity.grid(v, "in.noise");
    int frames = 4 * grid.frames() - 3;
    if (v.config().has("max_area")) {
      Grid own =
          ImageCondition.grid(
              picture.rows(), picture.columns(), v.config().path("max_area").asLong(), frames);
      v.checkGrid("in.noise", own);
    }
    Planes first = first(picture, grid);
    v.check("tap.vae_encode_input_frame0", first.values());
    Optional<Planes> last =
        v.has("in.last_image_u8")
            ? Optional.of(ClipParity.picture(v, "in.last_image_u8").signed())
            : Optional.empty();
    Latent y = ImageCondition.of(vae, first, last, frames, new CancelToken());
    int mask = MASKS * grid.cells();
    v.check("cond.mask", java.util.Arrays.copyOf(y.values(), mask));
    float[] clip = java.util.Arrays.copyOfRange(y.values(), mask, y.values().length);
    v.check("cond.latent", clip);
    v.check("tap.latent_before", clip);
    v.check("tap.y_before", y.values());
    Latent moved = moved(y, picture);
    v.check("cond.y", moved.values());
    v.check("cond.y_cond", moved.values());
    v.check("cond.y_uncond", moved.values());
    Conditions c = PipelineParity.plain(dit, prompt, negative, textLength, Optional.of(seen));
    return new Conditions(c.prompted(), c.plain(), Optional.of(moved), Optional.empty(), 0);
  }

  /** At the clip's size; Wan-Move takes the picture as it is, diffusers fits it with Pillow. */
  private Planes first(Planes picture, Grid grid) {
    int rows = grid.rows() * Grid.SCALE;
    int columns = grid.columns() * Grid.SCALE;
    boolean fits = picture.rows() == rows && picture.columns() == columns;
    if (fits || v.has("in.tracks")) {
      return picture;
    }
    return PipelineParity.diffusers(v)
        ? Planes.lanczos(v.bytes("in.image_u8"), picture.rows(), picture.columns(), rows, columns)
            .signed()
        : picture.bicubic(rows, columns);
  }

  private float[] encoded(Planes picture) {
    try (ClipVision clip = ClipVision.open(v.part("clip"), runtime, clipHeads)) {
      float[] out = clip.encode(clip.stretched(picture), new CancelToken());
      v.check("cond.clip_fea", out);
      return out;
    }
  }

  private Latent moved(Latent y, Planes picture) {
    if (v.has("in.raw_tracks")) {
      return Ati.apply(y, TrajectoryParity.tracks(v, picture.rows(), picture.columns()));
    }
    if (v.has("in.tracks")) {
      WanMove.carry(y, MASKS, TrajectoryParity.cells(v, picture.rows(), picture.columns()));
    }
    return y;
  }

  private Conditions vace(Conditions plain) {
    boolean bytes = v.has("in.video_u8");
    String clip = bytes ? "in.video_u8" : "in.src_video";
    int rows = v.dimFromEnd(clip, 2);
    int columns = v.dimFromEnd(clip, 1);
    List<Planes> references = references(rows, columns);
    VaceContext context =
        VaceContext.of(
            vae,
            WanVae.Pictures.of(bytes ? video(v, clip) : v.floats(clip), rows * columns),
            bytes ? ClipParity.values(v, "in.mask_u8") : mask(v, rows * columns),
            rows,
            columns,
            references,
            new CancelToken());
    v.check("cond.vace_context", context.context().values());
    float strength = (float) v.config().path("scale").asDouble(1);
    WanDit.VaceHint side = new WanDit.VaceHint(context.context().values(), strength);
    return new Conditions(
        plain.prompted(), plain.plain(), Optional.empty(), Optional.of(side), context.references());
  }

  /** One channel; where there are three, they are the same. */
  private static float[] mask(Vector v, int plane) {
    int frames = v.dimFromEnd("in.src_mask", 3);
    return java.util.Arrays.copyOf(v.floats("in.src_mask"), frames * plane);
  }

  private List<Planes> references(int rows, int columns) {
    boolean diffusers = PipelineParity.diffusers(v);
    List<Planes> out = new ArrayList<>();
    for (int i = 0; v.has("in.ref" + i + "_u8"); i++) {
      String name = "in.ref" + i + "_u8";
      Planes picture =
          diffusers
              ? Planes.ofBytes(v.bytes(name), v.dim(name, 1), v.dim(name, 2))
              : ClipParity.picture(v, name);
      Planes canvas = picture.signed().letterboxed(rows, columns);
      v.check("tap.ref" + i + "_canvas", canvas.values());
      out.add(canvas);
    }
    if (diffusers) {
      Collections.reverse(out); // its pipeline puts each before those it has
    }
    return out;
  }

  /** Bytes [frames, 3, rows, columns] as values [3, frames, rows, columns] in -1..1. */
  private static float[] video(Vector v, String tensor) {
    float[] in = ClipParity.values(v, tensor);
    int plane = v.dim(tensor, 2) * v.dim(tensor, 3);
    int frames = v.dim(tensor, 0);
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      int f = i / (3 * plane);
      int c = i / plane % 3;
      out[(c * frames + f) * plane + i % plane] = in[i] * 2 - 1;
    }
    return out;
  }
}
