package zoetrope.service.families;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.MediaFormat;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.engine.LocalEngine;
import zoetrope.service.engine.StoryRunner;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.service.jobs.Work;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.service.models.ModelProfiles;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.render.TakeMaker;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/**
 * A family of which the program knows nothing but its line of registration goes every way that the
 * starter and Wan go. Whoever asks which family a model is, instead of asking the model, fails
 * here.
 */
class ThirdFamilyTest {
  private static final String MODELS = "zoetrope.models";
  private static final String STORY =
      """
      title: Stripes
      format: {aspect: "16:9", fps: 8, height: 144}
      shots:
        - {id: one, model: stripes, prompt: a sunny day, duration: 8f, seed: 5}
        - {id: two, model: stripes, prompt: a rainy night, duration: 8f, seed: 6}
      """;

  @TempDir Path folder;
  private TinyStudio studio;
  private Path place;

  @BeforeEach
  void install() throws IOException {
    studio = new TinyStudio(folder);
    place = FlatsFamily.folder(folder.resolve("Stripes"));
    System.setProperty(MODELS, library().folder().toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(MODELS);
  }

  private ModelLibrary library() {
    return new ModelLibrary(studio.home(), folder.resolve("models"));
  }

  private String said(Object... args) {
    Said said =
        studio.run(java.util.Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    assertThat(said.code()).as("%s%s", said.out(), said.err()).isZero();
    return said.out();
  }

  private Path story(String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), STORY);
  }

  @Test
  void isRecognisedFromItsFolderAndShowsItsCard() throws IOException {
    assertThat(said("models", "import", place))
        .contains("stripes", "ready, imported", "makes    words to moving stripes")
        .contains("has      box of paints: " + place.resolve("flats.txt"));
    assertThat(said("models")).contains("starter", "stripes");
    JsonNode card = new ObjectMapper().readTree(said("models", "show", "stripes", "--json"));
    assertThat(card.path("usable").asBoolean()).isTrue();
    assertThat(card.path("parts").get(0).path("part").asText()).isEqualTo("paintbox");
    assertThat(said("doctor")).contains("starter", "stripes");
  }

  @Test
  void whatItLacksIsSaidInItsOwnWords() throws IOException {
    Files.writeString(place.resolve("flats.txt"), "");
    assertThat(said("models", "import", place))
        .contains("not usable yet", "flats.txt: it names no colour. Write one a line");
    Said made = studio.run("render", story("blank").toString(), "-o", folder + "/blank.mp4");
    assertThat(made.code()).isEqualTo(3);
    assertThat(made.err()).contains("it names no colour");
  }

  @Test
  void saysWhatItCanBeAskedFor() {
    ModelLibrary library = library();
    InstalledModel model = library.importFolder(place);
    ModelProfile profile = new ModelProfiles(library).of(model);
    assertThat(profile.advice()).isEqualTo(new ModelProfile.Advice(8, 3, 1, false, false));
    assertThat(profile.answer(Wish.TEXT).possible()).isTrue();
    assertThat(profile.answer(Wish.MOTION).limit()).contains("NO_PATHS");
  }

  @Test
  void isPlanned() throws IOException {
    said("models", "import", place);
    assertThat(said("models", "plan", "stripes", "--size", "64x48", "--frames", "16"))
        .contains("64x48, 16 frames", "painting", "by hand", "an estimate");
    JsonNode plan = new ObjectMapper().readTree(said("models", "plan", "stripes", "--json"));
    assertThat(plan.path("colours").asInt()).isEqualTo(4);
    assertThat(plan.path("bytes").path("painting").asLong()).isEqualTo(3L * 832 * 480 * 81);
  }

  @Test
  void isTunedByItsOwnSettingsAndByNobodyElses() {
    said("models", "import", place);
    assertThat(said("models", "tune", "--help"))
        .contains("--direction", "Where the stripes go.", "--pace", "--sampler", "--cfg-zero");
    assertThat(said("models", "tune", "stripes")).contains("stripes: as its makers advise");
    assertThat(
            said("models", "tune", "stripes", "--direction", "left", "--pace", 2.5, "--mirrored"))
        .contains("to the LEFT, 2.5 stripes a second, mirrored");
    assertThat(folder.resolve("models/tuning.json"))
        .content()
        .contains("\"direction\" : \"LEFT\"", "\"pace\" : 2.5", "\"mirrored\" : true");
    assertThat(said("models", "tune", "stripes", "--json"))
        .contains("\"direction\":\"LEFT\"", "\"pace\":2.5", "\"mirrored\":true");
    Said fast = studio.run("models", "tune", "stripes", "--pace", "9");
    assertThat(fast.code()).isEqualTo(2);
    assertThat(fast.err()).contains("a pace is over 0 and at most 8, not 9");
    Said foreign = studio.run("models", "tune", "stripes", "--sampler", "euler");
    assertThat(foreign.code()).isEqualTo(3);
    assertThat(foreign.err()).contains("sampler is fixed", "direction, pace, mirrored");
    Said starter = studio.run("models", "tune", "starter", "--pace", "2");
    assertThat(starter.code()).isEqualTo(3);
    assertThat(starter.err()).contains("pace is fixed", "cache");
    assertThat(said("models", "tune", "stripes", "--reset")).contains("as its makers advise");
  }

  @Test
  void rendersAsItIsTunedAndTheTakeTells() throws IOException {
    said("models", "import", place);
    said("render", story("plain"), "-o", folder.resolve("plain.mkv"));
    said("models", "tune", "stripes", "--direction", "left");
    said("render", story("tuned"), "-o", folder.resolve("tuned.mkv"));
    assertThat(clip("plain", Optional.empty()))
        .isNotEqualTo(clip("tuned", Optional.of("to the LEFT")));
  }

  /** The clip's bytes, once its size, rate and settings have been seen to be the family's. */
  private byte[] clip(String story, Optional<String> manner) throws IOException {
    try (StoryStore store = StoryStore.open(folder.resolve(story + ".zoetrope"))) {
      Take take = store.takes("one").getFirst();
      assertThat(take.files()).containsKey(TakeMaker.LATENTS);
      assertThat(take.scores()).containsKey(TakeMaker.COMBINED);
      Path file = store.takeFiles().locate(take.files().get(TakeMaker.CLIP));
      try (VideoReader clip = VideoReader.open(file)) {
        assertThat(List.of(clip.width(), clip.height(), clip.frames())).containsExactly(64, 48, 8);
        assertThat(clip.rate()).isEqualTo(8);
      }
      assertThat(Optional.ofNullable(Recipes.in(file).orElseThrow().manners().get("stripes")))
          .isEqualTo(manner);
      assertThat(Recipes.in(file).orElseThrow().weights()).containsKey("flats.txt");
      return Files.readAllBytes(file);
    }
  }

  @Test
  void aShotThatItCannotMakeIsRefusedWithTheReason() throws IOException {
    said("models", "import", place);
    Path text =
        Files.writeString(
            folder.resolve("goes-on.yaml"),
            STORY.replace("seed: 6}", "seed: 6, first_frame: previous}"));
    Said made = studio.run("render", text.toString(), "-o", folder + "/film.mkv");
    assertThat(made.code()).isEqualTo(3);
    assertThat(made.err()).contains("'stripes'", "takes no first frame");
  }

  @Test
  void goesThroughTheQueue() throws Exception {
    said("models", "import", place);
    Path at = folder.resolve("Queued.zoetrope");
    try (StoryStore store =
        StoryStore.create(at, new StoryYaml(MediaFormat::media).read(story("queued")))) {
      try (StoryJobs jobs =
          StoryJobs.open(at, new StoryRunner(store, new LocalEngine(studio.home(), store)))) {
        Job job = jobs.submit(new Work.Generate("one", 2, 40), false);
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end && !state(jobs, job).over()) {
          Thread.sleep(20);
        }
        assertThat(state(jobs, job)).isEqualTo(Job.State.DONE);
      }
      assertThat(store.takes("one")).extracting(Take::seed).containsExactly(40L, 41L);
    }
  }

  private static Job.State state(StoryJobs jobs, Job job) {
    return jobs.jobs().stream()
        .filter(j -> j.id().equals(job.id()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void isFarmedOut() throws IOException {
    said("models", "import", place);
    Path film = folder.resolve("farmed.mkv");
    said("farm", "export", story("farmed"), "-o", film);
    Path submission = folder.resolve("farmed.mkv.farm");
    said("farm", "task", submission, "--task", 0);
    said("farm", "task", submission, "--task", 1);
    assertThat(said("farm", "collect", submission)).contains("Put 2 takes");
    said("farm", "assemble", submission);
    Path plain = Files.createDirectories(folder.resolve("plain")).resolve("farmed.mkv");
    said("render", story("here"), "-o", plain);
    assertThat(film).hasSameBinaryContentAs(plain);
  }
}
