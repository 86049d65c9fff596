package zoetrope.diffusion.model.starter;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.bench.Apart;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;
import zoetrope.diffusion.sampling.CachedDenoiser;
import zoetrope.diffusion.sampling.Denoiser;
import zoetrope.diffusion.sampling.Philox;
import zoetrope.diffusion.sampling.Schedule;
import zoetrope.diffusion.sampling.Solver;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.text.PromptEncoder;

/**
 * What leaving steps out costs and saves on the starter model's first window, against all steps
 * from the same seed: {@code StarterCacheBench FOLDER STEPS PROMPT THRESHOLD...}. A red disc walks
 * through the scene.
 */
final class StarterCacheBench {
  private static final int FRAMES = StarterGraphs.FRAMES;
  private static final double SHIFT = 15;

  private final int rows;
  private final int columns;
  private final int steps;
  private final Session step;
  private final Map<String, Tensor> fixed;
  private final float[] soFar;

  private StarterCacheBench(
      int rows, int columns, int steps, Session step, Map<String, Tensor> fixed, float[] soFar) {
    this.rows = rows;
    this.columns = columns;
    this.steps = steps;
    this.step = step;
    this.fixed = fixed;
    this.soFar = soFar;
  }

  public static void main(String[] a) {
    Runtime runtime = Runtime.cpu();
    int steps = Integer.parseInt(a[1]);
    ShotRequest shot = shot(a[2], steps);
    int rows = StarterSize.of(shot.shape()).height() / DecoderGraph.SCALE;
    int columns = StarterSize.of(shot.shape()).width() / DecoderGraph.SCALE;
    CancelToken never = new CancelToken();
    try (StarterFiles files = StarterFiles.open(Path.of(a[0]));
        PromptEncoder prompts = new PromptEncoder(runtime)) {
      float[] text = new float[2 * PromptEncoder.SIZE];
      System.arraycopy(prompts.encode(a[2], never), 0, text, 0, PromptEncoder.SIZE);
      System.arraycopy(prompts.encode("", never), 0, text, PromptEncoder.SIZE, PromptEncoder.SIZE);
      Conditions c = conditions(shot, keyframe(files, runtime, shot, text));
      Latents l = Latents.of(c, rows, columns, true);
      StarterGraphs graphs = new StarterGraphs(files, rows, columns);
      Map<String, Tensor> fixed;
      try (Session s = runtime.open(graphs.conditions(true, true))) {
        fixed = s.run(l.inputs(text, c.camera(), true), never);
      }
      try (Session s = runtime.open(graphs.step(Precision.INT8))) {
        compare(
            new StarterCacheBench(rows, columns, steps, s, fixed, l.soFar()),
            List.of(a).subList(3, a.length));
      }
    }
  }

  private static void compare(StarterCacheBench bench, List<String> thresholds) {
    bench.run(Optional.empty());
    Timed whole = bench.run(Optional.empty());
    System.out.printf(Locale.ROOT, "all %d steps: %.1f s%n", bench.steps, whole.seconds());
    for (String t : thresholds) {
      double threshold = Double.parseDouble(t);
      StepCache cache = new StepCache(new StepCache.Settings(threshold, .2), bench.steps);
      Timed quick = bench.run(Optional.of(cache));
      System.out.println(
          Apart.line(threshold, cache.report(quick.clip()), whole.clip(), quick.clip())
              + String.format(
                  Locale.ROOT,
                  ", %.1f s (%.2f of all)",
                  quick.seconds(),
                  quick.seconds() / whole.seconds()));
    }
  }

  private static ShotRequest shot(String prompt, int steps) {
    int side = 128;
    byte[] disc = new byte[4 * side * side];
    for (int i = 0; i < side * side; i++) {
      boolean inside =
          Math.hypot(i % side - side / 2.0, Math.floorDiv(i, side) - side / 2.0) < side / 2.0;
      disc[4 * i] = (byte) 220;
      disc[4 * i + 3] = (byte) (inside ? 255 : 0);
    }
    MotionPath path =
        new MotionPath(List.of(new MotionPath.Point(.2, .7), new MotionPath.Point(.8, .6)), false);
    return new ShotRequest(
        prompt,
        "",
        FrameShape.LANDSCAPE,
        FRAMES,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(new Moving.Character(new RgbaImage(side, side, disc), .4, path)),
        List.of(),
        Optional.<CameraTransform>empty(),
        1,
        steps,
        2,
        1,
        1);
  }

  private static Conditions conditions(ShotRequest shot, Layer keyframe) {
    Backdrop backdrop =
        new Backdrop(StarterSize.of(shot.shape()).width(), StarterSize.of(shot.shape()).height());
    return new ConditionBuilder(shot)
        .window(
            0,
            FRAMES,
            new ConditionBuilder.Known(List.of(), backdrop.layer(), Optional.of(keyframe)),
            new CancelToken());
  }

  private static Layer keyframe(
      StarterFiles files, Runtime runtime, ShotRequest shot, float[] text) {
    int width = StarterSize.of(shot.shape()).width();
    int height = StarterSize.of(shot.shape()).height();
    float[] code =
        new ScenePrior(files)
            .scene(text, new SceneWords(StarterReader.lexicon(), shot.prompt()))
            .code(shot.seed());
    try (Session s =
        runtime.open(
            PainterGraph.build(files, height / PainterGraph.CELL, width / PainterGraph.CELL))) {
      float[] rgb =
          s.run(Map.of("code", Tensor.of(code, 1, ScenePrior.CODE)), new CancelToken())
              .get("keyframe")
              .values();
      Layer out = Layer.empty(width, height);
      for (int i = 0; i < width * height; i++) {
        for (int c = 0; c < 3; c++) {
          out.v()[4 * i + c] = Math.clamp(rgb[c * width * height + i], 0, 1);
        }
        out.v()[4 * i + 3] = 1;
      }
      return out;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Timed(float[] clip, double seconds) {}

  private Timed run(Optional<StepCache> cache) {
    long[] dims = {FRAMES, rows, columns, 3};
    Schedule schedule = Schedule.shifted(steps, SHIFT);
    float[] noise = Philox.normals(1, 0, FRAMES * rows * columns * 3);
    long start = System.nanoTime();
    Denoiser whole =
        (x, sigma) -> {
          Map<String, Tensor> in = new HashMap<>(fixed);
          in.put("x", new Tensor(dims, x));
          in.put("so_far", new Tensor(dims, soFar));
          in.put("time", Tensor.of(Positions.time(1 - sigma), 1, 128));
          in.put("guidance", Tensor.of(new float[] {2}, 1));
          return step.run(in, new CancelToken()).get("clean").values();
        };
    Denoiser model = cache.<Denoiser>map(c -> new CachedDenoiser(whole, c, schedule)).orElse(whole);
    float[] clip =
        new Solver.DpmPlusPlus2M()
            .run(model, noise, schedule, (done, total, guess) -> {}, new CancelToken());
    return new Timed(clip, (System.nanoTime() - start) / 1e9);
  }
}
