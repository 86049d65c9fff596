package zoetrope.diffusion.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Denoising;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Guidance;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/**
 * What leaving steps out costs and saves on a stock transformer, against all steps from the same
 * seed: {@code CacheBench FOLDER fp32|int8 WIDTH HEIGHT FRAMES STEPS GUIDANCE THRESHOLD...}.
 */
final class CacheBench {
  private static final double SHIFT = 5;

  private final WanDit dit;
  private final Grid grid;
  private final int steps;
  private final double guidance;
  private final WanDit.Context prompt;
  private final WanDit.Context negative;

  private CacheBench(WanDit dit, Grid grid, int steps, double guidance) {
    this.dit = dit;
    this.grid = grid;
    this.steps = steps;
    this.guidance = guidance;
    prompt = said(1);
    negative = said(2);
  }

  private WanDit.Context said(int stream) {
    int size = dit.shape().textLength() * dit.shape().textSize();
    return dit.context(Philox.normals(1, stream, size), Optional.empty(), new CancelToken());
  }

  public static void main(String[] a) {
    Grid grid =
        new Grid(
            Grid.latentFrames(Integer.parseInt(a[4])),
            Integer.parseInt(a[3]) / Grid.SCALE,
            Integer.parseInt(a[2]) / Grid.SCALE);
    Precision precision = Precision.valueOf(a[1].toUpperCase(Locale.ROOT));
    try (WanDit dit = WanDit.open(Path.of(a[0]), Runtime.cpu(), precision)) {
      CacheBench bench =
          new CacheBench(dit, grid, Integer.parseInt(a[5]), Double.parseDouble(a[6]));
      bench.run(Optional.empty()); // loads
      Timed whole = bench.run(Optional.empty());
      System.out.printf(Locale.ROOT, "all %d steps: %.1f s%n", bench.steps, whole.seconds());
      for (int i = 7; i < a.length; i++) {
        bench.compare(whole, Double.parseDouble(a[i]));
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Timed(float[] clip, double seconds) {}

  private Timed run(Optional<StepCache> cache) {
    CancelToken never = new CancelToken();
    float[] noise = Philox.normals(1, 0, dit.shape().outChannels() * grid.cells());
    long start = System.nanoTime();
    float[] clip =
        new Denoising(
                new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.WAN).start(steps, SHIFT),
                new Guidance.Plain(guidance),
                cache)
            .from(
                noise,
                (x, t) -> dit.velocity(x, grid, t, prompt, Optional.empty(), never),
                (x, t) -> dit.velocity(x, grid, t, negative, Optional.empty(), never),
                (done, before, with, without, clean) -> {},
                never);
    return new Timed(clip, (System.nanoTime() - start) / 1e9);
  }

  private void compare(Timed whole, double threshold) {
    StepCache cache = new StepCache(new StepCache.Settings(threshold, .2), steps);
    Timed quick = run(Optional.of(cache));
    System.out.println(
        Apart.line(threshold, cache.report(quick.clip()), whole.clip(), quick.clip())
            + String.format(
                Locale.ROOT,
                ", %.1f s (%.2f of all)",
                quick.seconds(),
                quick.seconds() / whole.seconds()));
  }
}
