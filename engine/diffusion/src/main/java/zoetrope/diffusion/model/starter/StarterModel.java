package zoetrope.diffusion.model.starter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.PromptReader;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.runtime.Loading;
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
 * The starter model's pipeline: conditions, denoising, decoding, window by window. Windows of a
 * longer shot share their last and first four frames, so that motion runs on.
 */
final class StarterModel implements VideoModel {
  /** Noise schedule's shift; large, because a token averages its noise over 1,152 values. */
  private static final double SHIFT = 15;

  /**
   * How steps are left out unless a user says otherwise. Of 16 steps 10 are, at a relative error of
   * half a percent (docs/benchmarks.md), which no eye finds.
   */
  static final StepCache.Settings USUAL_CACHING = new StepCache.Settings(.02, .2);

  static final Traits TRAITS = new Traits(12, 16, 2, true, 1);

  static final Capabilities CAPABILITIES =
      new Capabilities(
          new Support.Within(Limit.KNOWN_WORDS),
          new Support.Yes(),
          new Support.No(Limit.NO_LAST_FRAME),
          new Support.Yes(),
          new Support.Yes(),
          new Support.Within(Limit.NO_ROLL));

  private static final int WINDOW = StarterGraphs.FRAMES;
  private static final int SHARED = 4;
  private static final int CHUNK = 4;

  private final String id;
  private final StarterFiles files;
  private final Runtime runtime;
  private final Precision precision;
  private final Optional<StepCache.Settings> caching;
  private final PromptEncoder prompts;
  private final StarterReader reader;
  private final Map<String, Loading<Session>> sessions = new HashMap<>();

  private StarterModel(
      String id,
      StarterFiles files,
      Runtime runtime,
      Precision precision,
      Optional<StepCache.Settings> caching,
      PromptEncoder prompts,
      StarterReader reader) {
    this.id = id;
    this.files = files;
    this.runtime = runtime;
    this.precision = precision;
    this.caching = caching;
    this.prompts = prompts;
    this.reader = reader;
  }

  /**
   * Opens the model in a folder of base, identity and trajectory.safetensors.
   *
   * @param id by which shots ask for it
   * @param caching how steps are left out; all are computed where it is empty
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when a file is missing or damaged
   */
  static StarterModel open(
      String id,
      Path folder,
      Runtime runtime,
      Precision precision,
      Optional<StepCache.Settings> caching) {
    StarterFiles files = StarterFiles.open(folder);
    try {
      PromptEncoder prompts = new PromptEncoder(runtime);
      StarterReader reader =
          new StarterReader(Loading.begin(StarterReader::lexicon), prompts, new ScenePrior(files));
      return new StarterModel(id, files, runtime, precision, caching, prompts, reader);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  @Override
  public List<String> runConfig() {
    return caching.equals(Optional.of(USUAL_CACHING)) ? List.of() : List.of(words(caching));
  }

  /** How steps are left out, for people. */
  static String words(Optional<StepCache.Settings> caching) {
    return caching.map(StepCache.Settings::words).orElse(StepCache.ALL_STEPS);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** Exact while both adapters are on; its scenes do not roll. */
  @Override
  public Optional<CameraTransform> exactCamera(ShotRequest shot, double aspect) {
    if (!shot.trajectory() || !shot.identity()) {
      return Optional.empty();
    }
    return Optional.of(
        PromptCamera.of(shot, reader.words(shot.prompt()))
            .map(move -> move.over(aspect).scaled(1, 1, 0))
            .orElse(CameraTransform.still(aspect)));
  }

  @Override
  public Optional<PromptReader> reader() {
    return Optional.of(reader);
  }

  /** Windows a shot of {@code frames} takes. */
  static int windows(int frames) {
    return frames <= WINDOW ? 1 : 1 + (frames - WINDOW + WINDOW - SHARED - 1) / (WINDOW - SHARED);
  }

  @Override
  public RgbClip generate(ShotRequest shot, Listener listener, CancelToken cancel) {
    int count = windows(shot.frames());
    int parts = count * (shot.steps() + WINDOW / CHUNK);
    int size = frame(shot).width() * frame(shot).height() * 3;
    byte[] rgb = new byte[size * (count * (WINDOW - SHARED) + SHARED)];
    if (shot.firstFrame().isEmpty()) {
      painter(shot);
    }
    conditions(shot);
    step(shot);
    decoder(shot);
    float[] text = prompt(shot, cancel);
    SceneWords words = reader.words(shot.prompt());
    ConditionBuilder builder = new ConditionBuilder(shot, PromptCamera.of(shot, words));
    Optional<KeyframeCamera> keyframe =
        shot.firstFrame().isPresent()
            ? Optional.empty()
            : Optional.of(keyframe(shot, reader.scene(text, words), words, builder, cancel));
    keyframe.ifPresent(k -> listener.behind(k.behind()));
    List<Layer> before = List.of();
    Backdrop backdrop = new Backdrop(frame(shot).width(), frame(shot).height());
    for (int w = 0; w < count; w++) {
      int start = w * (WINDOW - SHARED);
      int base = w * (shot.steps() + WINDOW / CHUNK);
      Conditions c =
          window(
              builder,
              w,
              keyframe,
              new ConditionBuilder.Known(
                  before, backdrop.layer(), keyframe.map(KeyframeCamera::first)),
              cancel);
      Progress steps = (done) -> listener.progress(base + done, parts);
      Optional<float[]> known = listener.known(w);
      float[] latents =
          known.isPresent() ? known.get() : denoise(shot, c, w, text, steps, listener, cancel);
      listener.denoised(w, latents);
      decode(
          shot,
          c,
          latents,
          rgb,
          start * size,
          (done) -> listener.progress(base + shot.steps() + done, parts),
          cancel);
      before = frames(frame(shot), rgb, start + WINDOW - SHARED, 1, SHARED);
      if (builder.cameraStands() && w + 1 < count) {
        List<Layer> seen = frames(frame(shot), rgb, start, SHARED, WINDOW / SHARED);
        for (int k = 0; k < seen.size(); k++) {
          backdrop.see(seen.get(k), builder.guide(start + k * SHARED).alpha());
        }
      }
    }
    return new RgbClip(
        frame(shot).width(),
        frame(shot).height(),
        shot.frames(),
        java.util.Arrays.copyOf(rgb, size * shot.frames()));
  }

  private float[] prompt(ShotRequest shot, CancelToken cancel) {
    float[] out = new float[2 * PromptEncoder.SIZE];
    System.arraycopy(prompts.encode(shot.prompt(), cancel), 0, out, 0, PromptEncoder.SIZE);
    System.arraycopy(
        prompts.encode(shot.negative(), cancel), 0, out, PromptEncoder.SIZE, PromptEncoder.SIZE);
    return out;
  }

  /** What the prompt's scene looks like before anything happens in it, and its camera. */
  private KeyframeCamera keyframe(
      ShotRequest shot,
      Scene scene,
      SceneWords words,
      ConditionBuilder builder,
      CancelToken cancel) {
    return new KeyframeCamera(
        painted(shot, scene, cancel),
        words.framing().scale(),
        PromptCamera.decides(shot),
        builder::sight,
        shot.frames(),
        WINDOW,
        SHARED);
  }

  private Layer painted(ShotRequest shot, Scene scene, CancelToken cancel) {
    Map<String, Tensor> in = Map.of("code", Tensor.of(scene.code(shot.seed()), 1, ScenePrior.CODE));
    float[] rgb = painter(shot).get().run(in, cancel).get("keyframe").values();
    int width = frame(shot).width();
    int size = width * frame(shot).height();
    Layer out = Layer.empty(width, frame(shot).height());
    for (int i = 0; i < size; i++) {
      int from = ScenePrior.mirrored(shot.seed()) ? i / width * width + width - 1 - i % width : i;
      for (int c = 0; c < 3; c++) {
        out.v()[4 * i + c] = Math.clamp(rgb[c * size + from], 0, 1);
      }
      out.v()[4 * i + 3] = 1;
    }
    return out;
  }

  private static Conditions window(
      ConditionBuilder builder,
      int w,
      Optional<KeyframeCamera> keyframe,
      ConditionBuilder.Known beginning,
      CancelToken cancel) {
    Conditions c = builder.window(w * (WINDOW - SHARED), WINDOW, beginning, cancel);
    return keyframe.map(k -> k.completed(c, w)).orElse(c);
  }

  private interface Progress {
    void done(int parts);
  }

  private float[] denoise(
      ShotRequest shot,
      Conditions c,
      int window,
      float[] text,
      Progress progress,
      Listener listener,
      CancelToken cancel) {
    int rows = frame(shot).height() / DecoderGraph.SCALE;
    int columns = frame(shot).width() / DecoderGraph.SCALE;
    Latents l = Latents.of(c, rows, columns, shot.identity());
    Map<String, Tensor> fixed =
        conditions(shot).get().run(l.inputs(text, c.camera(), shot.trajectory()), cancel);
    Session step = step(shot).get();
    long[] dims = {WINDOW, rows, columns, 3};
    float[] noise = Philox.normals(shot.seed(), window, WINDOW * rows * columns * 3);
    Schedule schedule = Schedule.shifted(shot.steps(), SHIFT);
    Denoiser whole =
        (x, sigma) -> {
          Map<String, Tensor> in = new HashMap<>(fixed);
          in.put("x", new Tensor(dims, x));
          in.put("so_far", new Tensor(dims, l.soFar()));
          in.put("time", Tensor.of(Positions.time(1 - sigma), 1, 128));
          in.put("guidance", Tensor.of(new float[] {(float) shot.guidance()}, 1));
          return step.run(in, cancel).get("clean").values();
        };
    Optional<StepCache> cache = caching.map(s -> new StepCache(s, shot.steps()));
    return new Solver.DpmPlusPlus2M()
        .run(
            cache.<Denoiser>map(k -> new CachedDenoiser(whole, k, schedule)).orElse(whole),
            noise,
            schedule,
            (done, total, guess) -> {
              progress.done(done);
              listener.preview(Latents.preview(guess, rows, columns));
            },
            cancel);
  }

  private void decode(
      ShotRequest shot,
      Conditions c,
      float[] latents,
      byte[] rgb,
      int at,
      Progress progress,
      CancelToken cancel) {
    int rows = frame(shot).height() / DecoderGraph.SCALE;
    int columns = frame(shot).width() / DecoderGraph.SCALE;
    Session decoder = decoder(shot).get();
    int size = frame(shot).width() * frame(shot).height();
    for (int f = 0; f < WINDOW; f += CHUNK) {
      Map<String, Tensor> in = Latents.decoderInputs(c, latents, f, CHUNK, rows, columns);
      in.keySet().retainAll(decoder.inputs());
      float[] out = decoder.run(in, cancel).get("frames").values();
      for (int k = 0; k < CHUNK; k++) {
        for (int i = 0; i < size; i++) {
          for (int ch = 0; ch < 3; ch++) {
            float v = out[(k * 3 + ch) * size + i];
            rgb[at + ((f + k) * size + i) * 3 + ch] =
                (byte) Math.clamp(Math.round(v * 255), 0, 255);
          }
        }
      }
      progress.done(f / CHUNK + 1);
    }
  }

  private static StarterSize frame(ShotRequest shot) {
    return StarterSize.of(shot.shape());
  }

  /** {@code count} finished frames from {@code from}, one in {@code every}. */
  private static List<Layer> frames(StarterSize frame, byte[] rgb, int from, int every, int count) {
    int size = frame.width() * frame.height();
    List<Layer> out = new ArrayList<>();
    for (int t = from; t < from + every * count; t += every) {
      Layer l = Layer.empty(frame.width(), frame.height());
      for (int i = 0; i < size; i++) {
        for (int c = 0; c < 3; c++) {
          l.v()[4 * i + c] = (rgb[(t * size + i) * 3 + c] & 255) / 255f;
        }
        l.v()[4 * i + 3] = 1;
      }
      out.add(l);
    }
    return out;
  }

  private Loading<Session> conditions(ShotRequest shot) {
    String key = "conditions " + shot.shape() + " " + shot.identity() + " " + shot.trajectory();
    return session(key, () -> graphs(shot).conditions(shot.identity(), shot.trajectory()));
  }

  private Loading<Session> step(ShotRequest shot) {
    return session("step " + shot.shape(), () -> graphs(shot).step(precision));
  }

  private Loading<Session> decoder(ShotRequest shot) {
    int rows = frame(shot).height() / DecoderGraph.SCALE;
    int columns = frame(shot).width() / DecoderGraph.SCALE;
    return session(
        "decoder " + shot.shape() + " " + shot.identity(),
        () -> DecoderGraph.build(files, CHUNK, rows, columns, shot.identity()));
  }

  private Loading<Session> painter(ShotRequest shot) {
    return session(
        "painter " + shot.shape(),
        () ->
            PainterGraph.build(
                files,
                frame(shot).height() / PainterGraph.CELL,
                frame(shot).width() / PainterGraph.CELL));
  }

  private StarterGraphs graphs(ShotRequest shot) {
    return new StarterGraphs(
        files, frame(shot).height() / DecoderGraph.SCALE, frame(shot).width() / DecoderGraph.SCALE);
  }

  /** The session of a name; loading begins with the first call, which does not wait for it. */
  private Loading<Session> session(String name, Supplier<Graph.Model> model) {
    return sessions.computeIfAbsent(name, k -> Loading.begin(() -> runtime.open(model.get())));
  }

  @Override
  public void close() {
    sessions.values().stream().filter(s -> !s.failed()).forEach(s -> s.get().close());
    sessions.clear();
    prompts.close();
    files.close();
  }
}
