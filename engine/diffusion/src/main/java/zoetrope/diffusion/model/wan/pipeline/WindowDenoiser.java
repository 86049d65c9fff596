package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.model.wan.Denoising;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.plan.Placement;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;
import zoetrope.diffusion.sampling.flow.FlowRun;

/**
 * Takes the steps of a window, with the transformer of each phase. One is open at a time: the first
 * is closed before the second is read.
 */
record WindowDenoiser(
    WanCard card,
    WanVariant variant,
    WanOptions options,
    Runtime runtime,
    Placement placed,
    Progress progress,
    CancelToken cancel) {

  /**
   * What a window is made of.
   *
   * @param texts the prompt, and what is not wanted
   * @param number of the window
   */
  record Window(ShotRequest shot, List<float[]> texts, Conditions conditions, int number) {
    int skipped() {
      return conditions.start().map(Conditions.Start::step).orElse(0);
    }
  }

  /** The window's latent, without references. */
  Latent latent(Window w) {
    Conditions c = w.conditions();
    int z = variant.shape().outChannels();
    float[] noise = Philox.normals(w.shot().seed(), w.number(), z * c.grid().cells());
    FlowRun run =
        options
            .start(w.shot().steps(), variant.shift(), w.shot().seed(), w.number())
            .from(w.skipped());
    Denoising.SampleConstraint constraint = constraint(w, z, run.sigmas(), noise);
    float level = run.sigmas()[0];
    float[] x = c.start().map(s -> s.clip().noised(level, noise)).orElseGet(noise::clone);
    constraint.apply(0, x);
    for (Phase phase : Phase.of(variant, run, options.guidance(w.shot().guidance()))) {
      x = steps(phase, run, w, x, constraint);
    }
    return new Latent(z, c.grid(), x).from(c.references());
  }

  private float[] steps(
      Phase phase, FlowRun run, Window w, float[] x, Denoising.SampleConstraint constraint) {
    Conditions c = w.conditions();
    try (WanDit dit =
        WanDit.open(
            card.path(phase.part()),
            card.loras(phase.part(), options.loras()),
            runtime,
            placed.transformer(),
            placed.blocks())) {
      WanDit.Context prompted = dit.context(w.texts().get(0), c.image(), c.reference(), cancel);
      WanDit.Context plain =
          phase.guidance() == 1
              ? prompted
              : dit.context(w.texts().get(1), c.image(), c.reference(), cancel);
      return options
          .denoising(run, phase.guidance(), phase.end() - phase.begin())
          .until(
              phase.end(),
              x,
              (sample, t) -> velocity(dit, sample, c, t, prompted),
              (sample, t) -> velocity(dit, sample, c, t, plain),
              constraint,
              (done, before, with, without, clean) ->
                  progress.step(
                      w.number(),
                      w.skipped() + done,
                      new Latent(variant.shape().outChannels(), c.grid(), clean)
                          .from(c.references())),
              cancel);
    }
  }

  /** Holds a sample to what is known of the clip, whose steps may begin after the first. */
  private static Denoising.SampleConstraint constraint(
      Window w, int z, float[] sigmas, float[] noise) {
    Conditions c = w.conditions();
    return (next, x) -> {
      Latent sample = new Latent(z, c.grid(), x);
      c.constraints().forEach(h -> h.hold(sample, w.skipped() + next, sigmas[next], noise));
    };
  }

  private float[] velocity(WanDit dit, float[] x, Conditions c, double t, WanDit.Context said) {
    float[] all =
        c.concatenated()
            .map(b -> new Latent(x.length / c.grid().cells(), c.grid(), x).over(b).values())
            .orElse(x);
    return dit.velocity(all, c.grid(), t, said, c.vace(), cancel);
  }
}
