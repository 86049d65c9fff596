package zoetrope.service.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.UnfitShotException;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.media.MediaFormat;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.LoraShelf;
import zoetrope.service.models.ModelException;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.Tunings;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.take.Staging;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Take;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** Stories whose shots name imported folders of tiny Wan2.1 checkpoints. */
class WanShotsTest {
  private static final Path SET = Path.of("..", "..", "src-test", "reference");
  private static final ClipLimits SMALL = new ClipLimits(112 * 64, 9);

  @TempDir Path folder;
  private TinyStudio studio;
  private ModelLibrary library;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
    library = new ModelLibrary(studio.home(), folder.resolve("models"));
    for (String kind : List.of("t2v", "i2v", "vace")) {
      library.importFolder(tiny(kind));
    }
  }

  private Path tiny(String kind) throws IOException {
    Path model = folder.resolve(kind);
    copy(SET.resolve(kind).resolve("wan"), model);
    copy(SET.resolve("umt5/wan"), model.resolve("text"));
    copy(SET.resolve("vae/wan"), model.resolve("vae"));
    copy(SET.resolve("clip/wan"), model.resolve("clip"));
    Files.createDirectories(model.resolve("tokenizer"));
    Files.copy(
        SET.resolve("tokenizer/spm.fast.tokenizer.json"),
        model.resolve("tokenizer/tokenizer.json"));
    return model;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path f : files.toList()) {
        Files.copy(f, to.resolve(f.getFileName()));
      }
    }
  }

  private StoryStore story(String shots) throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("story.yaml"),
            """
            title: Wan
            format: {aspect: "16:9", fps: 12, height: 144}
            characters: [{id: hero, images: [hero.png, hero.png]}]
            shots:
            """
                + shots);
    return StoryStore.create(
        folder.resolve("Wan.zoetrope"), new StoryYaml(MediaFormat::media).read(text));
  }

  private Engine engine() {
    return Engine.open(studio.home(), library, Precision.FP32, SMALL);
  }

  private static Take take(Engine engine, StoryStore store, String shot) {
    return engine
        .renderer(store)
        .shot(
            store.story().shot(shot).orElseThrow(),
            StoryRenderer.Options.AS_WRITTEN,
            Progress.NONE,
            new CancelToken())
        .getFirst();
  }

  @Test
  void everyShotIsMadeByTheModelItNamesAtThatModelsRateAndScored() throws IOException {
    String shots =
        """
          - {id: words, model: t2v, prompt: a lake, duration: 6f, steps: 2, seed: 1}
          - {id: goes-on, model: i2v, prompt: a lake, duration: 6f, steps: 2, seed: 2, first_frame: previous,
             motion: {regions: [{box: [0.1, 0.2, 0.3, 0.4], path: [[0.2, 0.4], [0.7, 0.4]]}], camera: {zoom: 1.1}}}
          - {id: cast, model: vace, prompt: '@hero on a lake', duration: 6f, steps: 2, seed: 3, characters: [{id: hero, size: 0.4}],
             motion: {regions: [{character: hero, path: [[0.2, 0.6], [0.8, 0.6]]}]}}
          - {id: small, prompt: a lake, duration: 6f, steps: 1, seed: 4}
        """;
    try (StoryStore store = story(shots);
        Engine engine = engine()) {
      for (String shot : List.of("words", "goes-on", "cast")) {
        Take take = take(engine, store, shot);
        try (VideoReader clip =
            VideoReader.open(store.takeFiles().locate(take.files().get(TakeMaker.CLIP)))) {
          assertThat(clip.rate()).as(shot).isEqualTo(16);
          assertThat(clip.width()).isEqualTo(96);
          int frames = 0;
          while (clip.next().isPresent()) {
            frames++;
          }
          assertThat(frames).as("6 of 12 a second at 16 a second").isEqualTo(8);
        }
        assertThat(take.scores()).containsKey(TakeMaker.COMBINED);
        assertThat(take.files()).containsKey(TakeMaker.LATENTS);
      }
      assertThat(take(engine, store, "cast").scores())
          .containsKeys("identity", "path_error_percent");
      Take starter = take(engine, store, "small");
      try (VideoReader clip =
          VideoReader.open(store.takeFiles().locate(starter.files().get(TakeMaker.CLIP)))) {
        assertThat(clip.rate()).isEqualTo(12);
      }
    }
  }

  @Test
  void whatStepsAndGuidanceTheStoryLeavesOutTheModelAdvises() throws IOException {
    try (StoryStore store = story("  - {id: words, model: t2v, prompt: a lake, duration: 6f}\n");
        Models models =
            new Models(library, new OpenOptions(Runtime.cpu(), Precision.FP32, SMALL))) {
      var request =
          new ShotPlanner(
                  store.story(), store.media(), new MediaPictures(), models.get("t2v").traits())
              .plan(store.story().shots().getFirst(), 1, java.util.Optional.empty());
      assertThat(request.steps()).isEqualTo(50);
      assertThat(request.guidance()).isEqualTo(6);
    }
  }

  @Test
  void aModelIsRunAsChosenFromTheNextTakeOnAndTheTakeTells() throws IOException {
    String shot = "  - {id: words, model: t2v, prompt: a lake, duration: 6f, steps: 4, seed: 1}\n";
    Path lora = lora("cinema.safetensors");
    try (StoryStore store = story(shot);
        Engine engine = engine()) {
      TakeFolder usual = made(engine, store, "usual");
      new LoraShelf(library.folder()).attach(library.get("t2v"), new Lora(lora, 1));
      new Tunings(library.folder())
          .choose(library.get("t2v"), Tuning.NONE.with("sampler", new Tuning.Value.Text("EULER")));
      TakeFolder chosen = made(engine, store, "chosen");
      assertThat(chosen.file(TakeMaker.LATENTS))
          .as("the LoRA and the sampler are used without a restart")
          .satisfies(f -> assertThat(f).isNotEmptyFile())
          .satisfies(
              f -> assertThat(Files.mismatch(f, usual.file(TakeMaker.LATENTS))).isNotEqualTo(-1));
      assertThat(Recipes.in(usual.file(TakeMaker.CLIP)).orElseThrow().manners()).isEmpty();
      Recipe told = Recipes.in(chosen.file(TakeMaker.CLIP)).orElseThrow();
      assertThat(told.manners())
          .containsEntry("t2v", "LoRA cinema.safetensors at 1, sampler Euler");
      assertThat(told.weights()).containsKey("cinema.safetensors");
      // The folder of the first is not taken for an answer to the changed question.
      TakeFolder again = made(engine, store, "usual");
      assertThat(Recipes.in(again.file(TakeMaker.CLIP)).orElseThrow().manners()).isNotEmpty();
    }
  }

  @Test
  void theHashesAreOfWhatTheOpenModelWasMadeWith() throws IOException {
    Path lora = lora("later.safetensors");
    try (Models models =
        new Models(library, new OpenOptions(Runtime.cpu(), Precision.FP32, SMALL))) {
      models.get("t2v");
      new LoraShelf(library.folder()).attach(library.get("t2v"), new Lora(lora, 1));
      assertThat(models.weights("t2v")).isNotEmpty().doesNotContainKey("later.safetensors");
      models.get("t2v");
      assertThat(models.weights("t2v")).containsKey("later.safetensors");
    }
  }

  private Path lora(String name) {
    float[] ones = new float[256];
    java.util.Arrays.fill(ones, .2f);
    String layer = "lora_unet_blocks_0_self_attn_v";
    Path file = folder.resolve(name);
    SafetensorsWriter.write(
        file,
        Map.of(
            layer + ".lora_down.weight", new Entry(List.of(4L, 64L), ones),
            layer + ".lora_up.weight", new Entry(List.of(64L, 4L), ones)),
        Map.of());
    return file;
  }

  private TakeFolder made(Engine engine, StoryStore store, String name) {
    TakeFolder take = new Staging(folder.resolve(name), name, true).of(1);
    engine
        .takes(store)
        .make(store.story().shots().getFirst(), 1, take, Progress.NONE, new CancelToken());
    return take;
  }

  @Test
  void aShotThatItsModelCannotMakeIsRefusedInWords() throws IOException {
    try (StoryStore store =
            story("  - {id: one, model: i2v, prompt: x, duration: 6f, steps: 1}\n");
        Engine engine = engine()) {
      assertThatThrownBy(() -> take(engine, store, "one"))
          .isInstanceOf(UnfitShotException.class)
          .hasMessageContaining("'i2v'")
          .hasMessageContaining("Give the shot a first frame");
      assertThat(Failures.expected(new UnfitShotException("i2v", Limit.NO_PATHS))).isTrue();
    }
  }

  @Test
  void aModelThatIsNotInstalledIsNamedWithThoseThatAre() throws IOException {
    try (StoryStore store = story("  - {id: one, model: sora, prompt: x, duration: 6f}\n");
        Engine engine = engine()) {
      assertThatThrownBy(() -> take(engine, store, "one"))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("sora")
          .hasMessageContaining("starter, t2v, i2v, vace");
    }
  }

  @Test
  void aModelThatUnderstandsTextIsNotOpenedToReadPrompts() {
    try (Engine engine = engine()) {
      assertThat(engine.models().literal("t2v")).isEmpty();
      assertThat(engine.models().literal("starter").orElseThrow().reader()).isPresent();
    }
  }

  @Test
  void theEngineSaysWhatEachModelCanBeAskedFor() {
    try (Engine engine = engine()) {
      var text = engine.models().capabilities("t2v");
      assertThat(text.text()).isEqualTo(new Support.Yes());
      assertThat(text.image()).isEqualTo(new Support.No(Limit.NO_FIRST_FRAME));
      assertThat(text.motion()).isEqualTo(new Support.No(Limit.NO_PATHS));
      assertThat(text.camera()).isEqualTo(new Support.Within(Limit.CAMERA_IN_WORDS));
      var vace = engine.models().capabilities("vace");
      assertThat(List.of(vace.character(), vace.motion(), vace.lastFrame()))
          .containsOnly(new Support.Yes());
      assertThat(engine.models().capabilities("i2v").text())
          .isEqualTo(new Support.No(Limit.NEEDS_FIRST_FRAME));
      assertThat(engine.models().capabilities("starter").motion().possible()).isTrue();
    }
  }

  @Test
  void theCommandLineRendersAFilmAtTheModelsOwnSize() throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("film.yaml"),
            """
            title: Wan
            format: {aspect: "16:9", fps: 12, height: 144}
            shots:
              - {id: one, model: t2v, prompt: a lake, duration: 3f, steps: 1, seed: 1}
            """);
    TinyStudio.Said said =
        studio.run("render", text.toString(), "-o", studio.file("film.mp4").toString());
    assertThat(said.code()).as(said.err()).isZero();
    try (StoryStore store = StoryStore.open(folder.resolve("film.zoetrope"));
        VideoReader clip =
            VideoReader.open(
                store
                    .takeFiles()
                    .locate(store.takes("one").getFirst().files().get(TakeMaker.CLIP)))) {
      assertThat(clip.width()).isEqualTo(832);
      assertThat(clip.height()).isEqualTo(480);
    }
    assertThat(studio.file("film.mp4")).isNotEmptyFile();
  }
}
