package zoetrope.diffusion.parity;

import java.util.Optional;
import java.util.OptionalInt;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Denoising;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/** Whole pipelines on tiny checkpoints: conditions, every step, and the decoded clip. */
final class PipelineParity {

  private final Runtime runtime;
  private final OptionalInt clipHeads;

  /**
   * @param clipHeads of the vision tower, whose original layout does not say; its own where empty
   */
  PipelineParity(Runtime runtime, OptionalInt clipHeads) {
    this.runtime = runtime;
    this.clipHeads = clipHeads;
  }

  /**
   * @param textLength rows that the set's vectors of the same transformer pad prompts to, where its
   *     configuration does not say
   */
  void check(Vector v, OptionalInt textLength) {
    try (WanDit dit = WanDit.open(v.part("dit"), runtime, Precision.FP32);
        WanVae vae = WanVae.open(v.part("vae"), runtime)) {
      int length = textLength.orElse(dit.shape().textLength());
      Conditions c = new PipelineConditions(v, runtime, clipHeads, length, dit, vae).read();
      Grid grid = VaeParity.grid(v, "in.noise");
      float[] latent = denoise(v, dit, c, grid);
      Latent clip = new Latent(v.dim("in.noise", 0), grid, latent).from(c.references());
      v.check("out.latent", clip.values());
      v.check("out.latent_trimmed", clip.values());
      video(v, vae.decode(clip.values(), clip.grid(), new CancelToken()));
    }
  }

  /**
   * What a pipeline's passes are told besides the sample.
   *
   * @param prompted the prompt's context
   * @param plain the negative prompt's
   * @param concatenated channels after the sample's own
   * @param vace VACE's context
   * @param references latent frames to cut off before decoding
   */
  record Conditions(
      WanDit.Context prompted,
      WanDit.Context plain,
      Optional<Latent> concatenated,
      Optional<WanDit.VaceHint> vace,
      int references) {}

  /** The encoded prompt, from a vector's tokens or as it has it. */
  static float[] text(Vector v, Runtime runtime, boolean negative) {
    String given = negative ? "in.context_null" : "in.context";
    if (v.has(given)) {
      return v.floats(given);
    }
    try (Umt5 encoder = Umt5.open(v.part("text"), runtime, Precision.FP32)) {
      float[] out =
          encoder.encode(Umt5Parity.ids(v, negative ? "in.neg_" : "in."), new CancelToken());
      v.check(negative ? "tap.context_null" : "tap.context", out);
      return out;
    }
  }

  private static float[] denoise(Vector v, WanDit dit, Conditions c, Grid grid) {
    FlowRun run = run(v);
    v.checkSteps("tap.timesteps", run.timesteps());
    Trace trace = new Trace(v);
    float[] out =
        new Denoising(run, guidance(v))
            .from(
                v.floats("in.noise"),
                (x, t) -> pass(dit, x, grid, t, c.prompted(), c),
                (x, t) -> pass(dit, x, grid, t, c.plain(), c),
                trace,
                new CancelToken());
    trace.close(out);
    return out;
  }

  /** What the vector was made with; diffusers takes the prompt alone from 1 down. */
  private static double guidance(Vector v) {
    double said = v.config().path("guide").asDouble(1);
    return diffusers(v) ? Math.max(said, 1) : said;
  }

  /** Whether the vector comes from diffusers' pipelines. */
  static boolean diffusers(Vector v) {
    return v.id().contains("diffusers");
  }

  private static float[] pass(
      WanDit dit, float[] x, Grid grid, double t, WanDit.Context said, Conditions c) {
    float[] all = c.concatenated().map(b -> DitParity.joined(x, b.values())).orElse(x);
    return dit.velocity(all, grid, t, said, c.vace(), new CancelToken());
  }

  private static FlowRun run(Vector v) {
    boolean diffusers = diffusers(v);
    int steps = (int) v.number("steps");
    double shift = diffusers ? v.number("flow_shift", "shift") : v.number("shift", "flow_shift");
    String said = v.config().path(diffusers ? "sched" : "solver").asText();
    String name = said.isEmpty() ? usual(v) : said;
    FlowSampler sampler =
        switch (name) {
          case "unipc" ->
              new FlowSampler.UniPc(
                  diffusers ? FlowSampler.UniPc.Spacing.DIFFUSERS : FlowSampler.UniPc.Spacing.WAN);
          case "dpm++", "dpmpp" -> new FlowSampler.DpmPlusPlus();
          case "euler" -> new FlowSampler.Euler();
          default -> throw new IllegalStateException("a sampler '" + name + "' is not known");
        };
    return sampler.start(steps, shift);
  }

  /** Where the index names no sampler, broken time steps are Euler's alone. */
  private static String usual(Vector v) {
    boolean whole = !v.has("tap.timesteps") || v.whole("tap.timesteps");
    return whole ? "unipc" : "euler";
  }

  /** Gathers what the steps showed. */
  private static final class Trace implements Denoising.Listener {
    private final Vector v;
    private float[] befores = new float[0];
    private float[] afters = new float[0];
    private float[] with = new float[0];
    private float[] without = new float[0];

    Trace(Vector v) {
      this.v = v;
    }

    @Override
    public void step(int done, float[] before, float[] prompted, float[] plain, float[] clean) {
      if (done == 1) {
        v.check("tap.cond_step0", prompted);
        checkPlain("tap.uncond_step0", prompted, plain);
      } else {
        afters = DitParity.joined(afters, before);
      }
      befores = DitParity.joined(befores, before);
      with = prompted;
      without = plain;
    }

    void close(float[] latent) {
      v.check("tap.latents_before_step", befores);
      v.check("tap.latents_after_step", DitParity.joined(afters, latent));
      v.check("tap.cond_last", with);
      checkPlain("tap.uncond_last", with, without);
    }

    /** Without guidance the engine leaves the negative prompt's pass out: nothing to compare. */
    private void checkPlain(String tensor, float[] prompted, float[] plain) {
      if (plain != prompted) {
        v.check(tensor, plain);
      }
    }
  }

  private static void video(Vector v, float[] video) {
    v.check("out.video", video);
    int plane = v.dim("in.noise", 2) * v.dim("in.noise", 3) * 64;
    int n = video.length / 3 / plane;
    float[] ends = new float[6 * plane];
    float[] byFrame = new float[video.length];
    for (int c = 0; c < 3; c++) {
      System.arraycopy(video, c * n * plane, ends, 2 * c * plane, plane);
      System.arraycopy(video, (c * n + n - 1) * plane, ends, (2 * c + 1) * plane, plane);
      for (int i = 0; i < n * plane; i++) {
        int f = i / plane;
        byFrame[(f * 3 + c) * plane + i % plane] =
            Math.clamp(video[c * n * plane + i] / 2 + .5f, 0f, 1f);
      }
    }
    v.check("out.video_first_last", ends);
    v.check("out.video01", byFrame);
  }

  /** All of it, where a vector needs only the text. */
  static Conditions plain(
      WanDit dit, float[] prompt, float[] negative, int length, Optional<float[]> image) {
    return new Conditions(
        dit.context(prompt, image, length, new CancelToken()),
        dit.context(negative, image, length, new CancelToken()),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
