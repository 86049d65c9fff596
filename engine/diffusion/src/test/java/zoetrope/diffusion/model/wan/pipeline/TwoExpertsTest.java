package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.family.LoraSlot;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.wan.Distillation;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;
import zoetrope.diffusion.sampling.StepCache;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/** Wan2.2 A14B: two transformers, of which each takes the steps on its side of the boundary. */
@Tag("slow")
class TwoExpertsTest {
  private static final int STEPS = 8;
  private static final double GUIDANCE = 4;

  @TempDir private Path place;

  private Path high() {
    return place.resolve("model/high_noise_model/diffusion_pytorch_model.safetensors");
  }

  private Path low() {
    return place.resolve("model/low_noise_model/diffusion_pytorch_model.safetensors");
  }

  /** The tiny model, and one like it with other weights; of image to video without CLIP. */
  private WanCard model(String kind) throws IOException {
    Path folder = TinyWan.folder(place.resolve("model"), kind);
    Path only = folder.resolve("diffusion_pytorch_model.safetensors");
    Map<String, Entry> tensors = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(only)) {
      for (String n : c.names()) {
        if (!n.startsWith("img_emb.") && !n.contains("_img")) {
          tensors.put(n, new Entry(c.info(n).shape(), c.floats(n)));
        }
      }
    }
    for (Path file : List.of(high(), low())) {
      Files.createDirectories(file.getParent());
      Files.copy(folder.resolve("config.json"), file.resolveSibling("config.json"));
    }
    SafetensorsWriter.write(high(), tensors, Map.of());
    tensors.replaceAll((n, e) -> new Entry(e.shape(), changed(e.values(), n.hashCode())));
    SafetensorsWriter.write(low(), tensors, Map.of());
    Files.delete(only);
    Files.delete(folder.resolve("config.json"));
    Files.walk(folder.resolve("clip"))
        .filter(Files::isRegularFile)
        .forEach(f -> f.toFile().delete());
    return WanFolder.look(folder);
  }

  private static float[] changed(float[] values, int seed) {
    float[] noise = Philox.normals(seed, 0, values.length);
    float[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += .02f * noise[i];
    }
    return out;
  }

  private static WanModel open(WanCard card, WanOptions options) {
    return WanModel.open(
        "tiny", card, new OpenOptions(Runtime.cpu(), Precision.FP32, TinyWan.SMALL), options);
  }

  private static ShotRequest asked(ShotRequest s) {
    return new ShotRequest(
        s.prompt(),
        s.negative(),
        s.shape(),
        s.frames(),
        s.firstFrame(),
        s.lastFrame(),
        s.continues(),
        s.moving(),
        s.pins(),
        s.camera(),
        s.seed(),
        STEPS,
        GUIDANCE,
        s.identityStrength(),
        s.motionStrength());
  }

  private static float[] latents(WanModel model, ShotRequest shot) {
    List<float[]> out = new ArrayList<>();
    model.generate(
        shot,
        new VideoModel.Listener() {
          @Override
          public void progress(int done, int total) {}

          @Override
          public void denoised(int window, float[] latents) {
            out.add(latents);
          }
        },
        new CancelToken());
    return out.getFirst();
  }

  /** Two models of one transformer each, and the schedule split between them by hand. */
  private float[] byHand(WanCard card, ShotRequest shot, List<Lora> onHigh, List<Lora> onLow) {
    CancelToken cancel = new CancelToken();
    List<float[]> texts =
        new Prompts(card, new Runtime(Runtime.Provider.CPU, Runtime.cpu().threads()))
            .encoded(
                List.of(shot.prompt(), NegativePrompt.USUAL),
                variant(card).shape().textLength(),
                Precision.FP32,
                cancel);
    Grid grid = new Grid(2, 8, 12);
    FlowRun run = new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.WAN).start(STEPS, 12);
    float[] x = Philox.normals(shot.seed(), 0, 16 * grid.cells());
    try (WanDit first = WanDit.open(high(), onHigh, Runtime.cpu(), Precision.FP32);
        WanDit second = WanDit.open(low(), onLow, Runtime.cpu(), Precision.FP32)) {
      while (!run.done()) {
        float t = run.timestep();
        WanDit dit = t >= 875 ? first : second;
        float[] c = velocity(dit, texts.get(0), x, grid, t);
        float[] u = velocity(dit, texts.get(1), x, grid, t);
        float[] v = new float[c.length];
        for (int i = 0; i < v.length; i++) {
          v[i] = u[i] + (t >= 875 ? 4f : 3f) * (c[i] - u[i]);
        }
        x = run.step(v, x);
      }
    }
    return x;
  }

  private static float[] velocity(WanDit dit, float[] text, float[] x, Grid grid, double t) {
    CancelToken cancel = new CancelToken();
    WanDit.Context said = dit.context(text, Optional.empty(), cancel);
    return dit.velocity(x, grid, t, said, Optional.empty(), cancel);
  }

  @Test
  void itsStepsAreThoseOfTwoModelsBetweenWhichTheScheduleIsSplit() throws IOException {
    WanCard card = model("t2v");
    ShotRequest shot = asked(TinyWan.words(5));
    try (WanModel model = open(card, WanOptions.USUAL)) {
      assertThat(latents(model, shot)).isEqualTo(byHand(card, shot, List.of(), List.of()));
      assertThat(model.traits()).isEqualTo(new VideoModel.Traits(16, 40, 4, false, 0));
    }
  }

  @Test
  void aLoraIsLaidUponTheExpertThatItsNameSaysAndElseUponBoth() throws IOException {
    WanCard card = model("t2v");
    ShotRequest shot = asked(TinyWan.words(5));
    for (String name : List.of("cinema_low_noise", "cinema_high_noise", "cinema")) {
      Lora lora = lora(name);
      List<Lora> one = List.of(lora);
      float[] right =
          byHand(
              card,
              shot,
              name.contains("low") ? List.of() : one,
              name.contains("high") ? List.of() : one);
      try (WanModel model = open(card, WanOptions.USUAL.with(one))) {
        assertThat(latents(model, shot)).as(name).isEqualTo(right);
      }
      List<LoraSlot> slots = new WanModelFolder(card).loraSlots();
      assertThat(slots).extracting(LoraSlot::part).containsExactly("high_noise", "low_noise");
      assertThat(slots.getFirst().takes(lora)).isEqualTo(!name.contains("low"));
      assertThat(slots.getLast().takes(lora)).isEqualTo(!name.contains("high"));
      LoraSlot first = slots.getFirst().takes(lora) ? slots.getFirst() : slots.getLast();
      String told = first.cards(one).getFirst().words().getFirst();
      assertThat(told.contains("(high-noise transformer)")).isEqualTo(name.contains("high"));
      assertThat(told.contains("(low-noise transformer)")).isEqualTo(name.contains("low"));
    }
  }

  private Lora lora(String name) throws IOException {
    Path file = Files.createDirectories(place.resolve("loras")).resolve(name + ".safetensors");
    int dim;
    try (Checkpoint c = Checkpoint.open(high())) {
      dim = c.info("blocks.0.self_attn.q.weight").shape().getFirst().intValue();
    }
    String layer = "diffusion_model.blocks.0.self_attn.q.";
    SafetensorsWriter.write(
        file,
        Map.of(
            layer + "lora_A.weight", new Entry(List.of(1L, (long) dim), Philox.normals(1, 0, dim)),
            layer + "lora_B.weight", new Entry(List.of((long) dim, 1L), Philox.normals(2, 0, dim))),
        Map.of());
    return new Lora(file, 1);
  }

  /** Which of the files are mapped into this process. */
  private List<Path> mapped() {
    try {
      String maps = Files.readString(Path.of("/proc/self/maps"));
      return List.of(high(), low()).stream().filter(f -> maps.contains(f.toString())).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void oneExpertIsOpenAtATimeTheHighNoiseOneFirst() throws IOException {
    List<List<Path>> open = new ArrayList<>();
    try (WanModel model = open(model("t2v"), WanOptions.USUAL)) {
      model.generate(
          asked(TinyWan.words(5)),
          (done, total) -> {
            if (open.size() < STEPS) {
              open.add(mapped());
            }
          },
          new CancelToken());
    }
    List<Path> first = List.of(high());
    List<Path> second = List.of(low());
    assertThat(open).containsExactly(first, first, first, first, first, first, second, second);
  }

  @Test
  void imageToVideoNeedsNoClipAndItsFirstFrameIsSeen() throws IOException {
    WanCard card = model("i2v");
    assertThat(card.parts()).doesNotContainKey(Part.IMAGE_ENCODER);
    ShotRequest shot = asked(TinyWan.pictured(5));
    try (WanModel model = open(card, WanOptions.USUAL)) {
      float[] one = latents(model, shot);
      ShotRequest other = TinyWan.with(shot, Optional.of(TinyWan.picture(91, 37)), List.of());
      assertThat(latents(model, other)).isNotEqualTo(one);
      assertThat(model.traits()).isEqualTo(new VideoModel.Traits(16, 40, 3.5, false, 1));
    }
  }

  @Test
  void aShotIsTakenUpFromTheLatentsOfAWindow() throws IOException {
    List<float[]> saved = new ArrayList<>();
    ShotRequest shot = asked(TinyWan.words(12));
    try (WanModel model = open(model("t2v"), WanOptions.USUAL)) {
      byte[] whole =
          model.generate(shot, listener(saved, Optional.empty()), new CancelToken()).rgb();
      assertThat(saved).hasSize(2);
      byte[] resumed =
          model
              .generate(
                  shot,
                  listener(new ArrayList<>(), Optional.of(saved.getFirst())),
                  new CancelToken())
              .rgb();
      assertThat(resumed).isEqualTo(whole);
    }
  }

  private static VideoModel.Listener listener(List<float[]> saved, Optional<float[]> first) {
    return new VideoModel.Listener() {
      @Override
      public void progress(int done, int total) {}

      @Override
      public void denoised(int window, float[] latents) {
        saved.add(latents);
      }

      @Override
      public Optional<float[]> known(int window) {
        return window == 0 ? first : Optional.empty();
      }
    };
  }

  /** What the first expert said must not be taken for the second's. */
  @Test
  void theStepCacheBeginsAnewWithTheSecondExpert() throws IOException {
    WanOptions caching =
        new WanOptions(
            Optional.empty(),
            OptionalDouble.empty(),
            List.of(),
            OptionalDouble.empty(),
            List.of(),
            Optional.of(new StepCache.Settings(.99, 0)),
            false);
    WanCard card = model("t2v");
    ShotRequest shot = asked(TinyWan.words(5));
    try (WanModel cached = open(card, caching)) {
      float[] out = latents(cached, shot);
      // The second's two steps are both computed, from what the first's cached ones gave.
      assertThat(out).isNotEqualTo(byHand(card, shot, List.of(), List.of()));
      for (float v : out) {
        assertThat(v).isFinite();
      }
    }
  }

  @Test
  void aRunTakenUpOnEitherSideOfTheBoundaryHasItsExperts() throws IOException {
    WanVariant variant = variant(model("t2v"));
    FlowRun run = new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.WAN).start(STEPS, 12);
    assertThat(Phase.of(variant, run, GUIDANCE))
        .containsExactly(new Phase(Part.TRANSFORMER, 0, 6, 4), new Phase(Part.LOW_NOISE, 6, 8, 3));
    assertThat(Phase.of(variant, run.from(3), GUIDANCE))
        .containsExactly(new Phase(Part.TRANSFORMER, 0, 3, 4), new Phase(Part.LOW_NOISE, 3, 5, 3));
    assertThat(Phase.of(variant, run.from(6), GUIDANCE))
        .containsExactly(new Phase(Part.LOW_NOISE, 0, 2, 3));
  }

  private static WanVariant variant(WanCard card) {
    Path file = card.path(Part.TRANSFORMER);
    try (WanDit dit = WanDit.open(file, Runtime.cpu(), Precision.FP32)) {
      return WanVariants.of(card, dit.shape());
    }
  }

  @Test
  void guidanceOfAShotKeepsTheRatioOfBothAndNoneIsNoneForBoth() {
    WanVariant.Experts text = new WanVariant.Experts(.875, 4, 3);
    assertThat(text.low(4)).isEqualTo(3);
    assertThat(text.low(1)).isEqualTo(1);
    assertThat(text.low(7)).isCloseTo(5, within(1e-12));
    assertThat(new WanVariant.Experts(.9, 3.5, 3.5).low(5)).isEqualTo(5);
  }

  @Test
  void lightningTakesTwoStepsWithEach() throws IOException {
    WanVariant variant = variant(model("t2v"));
    Distillation d =
        Distillation.suggested("Wan2.2-Lightning_T2V-A14B-4steps-lora", Map.of())
            .orElseThrow()
            .ofText();
    assertThat(d.shift()).isEqualTo(3);
    WanOptions options = WanOptions.USUAL.suited(d);
    FlowRun run = options.start(40, variant.shift(), 7, 0);
    assertThat(Phase.of(variant, run, options.guidance(4)))
        .containsExactly(new Phase(Part.TRANSFORMER, 0, 2, 1), new Phase(Part.LOW_NOISE, 2, 4, 1));
  }

  @Test
  void theBoundaryOfThePipelineCounts() throws IOException {
    WanCard card = model("t2v");
    Files.writeString(place.resolve("model/model_index.json"), "{\"boundary_ratio\": 0.5}");
    assertThat(variant(card).experts()).contains(new WanVariant.Experts(.5, 4, 3));
  }
}
