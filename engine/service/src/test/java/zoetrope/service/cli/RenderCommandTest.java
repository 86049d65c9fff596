package zoetrope.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

@Tag("process")
@Tag("slow")
class RenderCommandTest {
  @TempDir Path folder;
  private TinyStudio studio;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
  }

  @Test
  void aStoryBecomesAFilmAndASecondRenderIsTheSameToTheByte() throws IOException {
    Path story = studio.story("two.yaml", "");
    Said first =
        studio.run(
            "render", story.toString(), "-o", studio.file("film.mp4").toString(), "--progress");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("shot one", "shot two", "film", "100 %");
    try (VideoReader film = VideoReader.open(studio.file("film.mp4"))) {
      assertThat(film.width()).isEqualTo(256);
      assertThat(film.height()).isEqualTo(144);
      assertThat(frames(film)).as("8 and 28 frames overlapping by 4").isEqualTo(32);
    }
    Files.move(studio.file("film.mp4"), studio.file("first.mp4"));
    assertThat(
            studio.run("render", story.toString(), "-o", studio.file("film.mp4").toString()).code())
        .isZero();
    assertThat(studio.file("film.mp4")).hasSameBinaryContentAs(studio.file("first.mp4"));
    try (StoryStore store = StoryStore.open(studio.file("two.zoetrope"))) {
      assertThat(store.takes("one")).as("the take was used again").hasSize(1);
    }
  }

  @Test
  void generatingAgainInAnotherFolderGivesTheSameTake() throws IOException {
    Path story = studio.story("two.yaml", "");
    Files.createDirectories(studio.file("a"));
    Files.createDirectories(studio.file("b"));
    studio.run("render", story.toString(), "-o", studio.file("a/film.mkv").toString());
    studio.run("render", story.toString(), "-o", studio.file("b/film.mkv").toString());
    assertThat(studio.file("a/film.mkv")).hasSameBinaryContentAs(studio.file("b/film.mkv"));
  }

  @Test
  void takesAreScoredSortedPickedAndKeepTheirLatents() throws IOException {
    Path story = studio.story("two.yaml", "");
    assertThat(
            studio.run("import", story.toString(), studio.file("two.zoetrope").toString()).code())
        .isZero();
    Said said =
        studio.run(
            "render",
            studio.file("two.zoetrope").toString(),
            "--shot",
            "1",
            "--takes",
            "3",
            "--json");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines().filter(l -> l.contains("path_error_percent"))).hasSize(3);
    try (StoryStore store = StoryStore.open(studio.file("two.zoetrope"))) {
      assertThat(store.takes("one")).extracting(Take::seed).containsExactlyInAnyOrder(5L, 6L, 7L);
      double best =
          store.takes("one").stream()
              .mapToDouble(t -> t.scores().get("combined"))
              .max()
              .orElseThrow();
      Take picked = store.take(store.story().picks().get("one")).orElseThrow();
      assertThat(picked.scores().get("combined")).isEqualTo(best);
      assertThat(store.takeFiles().locate(picked.files().get("latents"))).isNotEmptyFile();
    }
  }

  @Test
  void aShotThatNeedsTheOneBeforeSaysSo() throws IOException {
    Path story = studio.story("two.yaml", "");
    Said said = studio.run("render", story.toString(), "--shot", "2");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("'two'", "'one'", "render that first");
  }

  @Test
  void theWrongInputIsNamedWithItsRemedyAndNothingIsWritten() throws IOException {
    Path film = studio.file("film.mp4");
    assertThat(studio.run("render", "nowhere.yaml", "-o", film.toString()).code()).isEqualTo(3);
    Files.writeString(studio.file("hero.png"), "");
    Said empty =
        studio.run("render", studio.story("two.yaml", "").toString(), "-o", film.toString());
    assertThat(empty.code()).isEqualTo(3);
    assertThat(empty.err()).contains("the file is empty");
    Said ending =
        studio.run(
            "render",
            studio.story("two.yaml", "").toString(),
            "-o",
            studio.file("film.xyz").toString());
    assertThat(ending.code()).isEqualTo(3);
    assertThat(ending.err()).contains(".mp4, .webm");
    assertThat(film).doesNotExist();
  }

  @Test
  void aPromptOfTenThousandCharactersIsRefusedWithItsPlace() throws IOException {
    Path story = studio.story("two.yaml", "");
    Files.writeString(story, Files.readString(story).replace("a meadow", "m".repeat(10_000)));
    Said said = studio.run("render", story.toString(), "-o", studio.file("film.mp4").toString());
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("prompt", "2,000");
  }

  @Test
  void aPathOfOnePointMeansStayThere() throws IOException {
    Path story = studio.story("two.yaml", "");
    Files.writeString(story, Files.readString(story).replace(", [0.8, 0.6]]", "]"));
    assertThat(studio.run("render", story.toString(), "--shot", "1").code()).isZero();
  }

  /** Needs a file system of 32 MiB: may this process mount one? */
  @Test
  void aFullDiskUnderTheStoryIsToldAndTheStoryStaysWhole()
      throws IOException, InterruptedException {
    Path disk = Files.createDirectory(studio.file("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()))
        .as("a small disk can be mounted")
        .isZero();
    try {
      Path text = studio.story("two.yaml", "");
      Path story = disk.resolve("two.zoetrope");
      assertThat(studio.run("import", text.toString(), story.toString()).code()).isZero();
      Files.write(disk.resolve("ballast"), new byte[(int) disk.toFile().getUsableSpace() - 40_000]);
      Said said = studio.run("render", story.toString(), "--shot", "1", "--takes", "3");
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.err()).contains("no space is left", "the story is as it was");
      Files.delete(disk.resolve("ballast"));
      try (StoryStore store = StoryStore.open(story)) {
        assertThat(store.story().shots()).hasSize(2);
        assertThat(store.takes("one")).isEmpty();
      }
      Said again = studio.run("render", story.toString(), "--shot", "1");
      assertThat(again.code()).as(again.err()).isZero();
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return -1;
    }
  }

  @Test
  void aDamagedModelIsNamed() throws IOException {
    Path weights = TinyStudio.weights(studio.home()).resolve("identity.safetensors");
    byte[] all = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(all, all.length / 2));
    Said said = studio.run("render", studio.story("two.yaml", "").toString(), "--shot", "1");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("identity.safetensors", "cut off");
  }

  @Test
  void aKeyThatDoesNotServeIsToldBeforeAStoryFolderIsMadeOrChanged() throws IOException {
    Path story = studio.story("two.yaml", "");
    Path key = Files.writeString(studio.file("wrong.p12"), "no key");
    String[] args = {
      "render", story.toString(), "-o", studio.file("film.mp4").toString(), "--key", key.toString()
    };
    Said said = studio.run(args);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err())
        .contains("wrong.p12", "the signing key cannot be read")
        .doesNotContain("null");
    assertThat(studio.file("two.zoetrope")).doesNotExist();
    assertThat(
            studio.run("import", story.toString(), studio.file("two.zoetrope").toString()).code())
        .isZero();
    Files.writeString(story, Files.readString(story).replace("a meadow", "a desert"));
    assertThat(studio.run(args).code()).isEqualTo(3);
    try (StoryStore store = StoryStore.open(studio.file("two.zoetrope"))) {
      assertThat(store.story().shots().getFirst().prompt()).isEqualTo("a meadow");
    }
  }

  @Test
  void progressInAPipeIsOneLineForEachShotAndTheFilm() throws IOException {
    Said said =
        studio.run(
            "render",
            studio.story("two.yaml", "").toString(),
            "-o",
            studio.file("film.mkv").toString(),
            "--progress");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).doesNotContain("\r");
    assertThat(said.out().lines().map(l -> l.replaceAll(" +", " ")))
        .containsExactly(
            "shot one 100 %", "shot two 100 %", "film 100 %", "Wrote " + studio.file("film.mkv"));
  }

  @Test
  void neitherFilmNorShotIsWrongUsage() throws IOException {
    Said said = studio.run("render", studio.story("two.yaml", "").toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("-o FILE");
  }

  private Path asking(String prompt) throws IOException {
    Path story = studio.story("two.yaml", "");
    return Files.writeString(
        story, Files.readString(story).replace("prompt: a meadow", "prompt: \"" + prompt + "\""));
  }

  @Test
  void whatIsNotUnderstoodOfAPromptIsSaidBesideTheWork() throws IOException {
    Said said =
        studio.run(
            "render",
            asking("a red car in the city at night, in the rain").toString(),
            "--shot",
            "1");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err())
        .contains(
            "shot 1: place: city, night, rain; cast: hero; camera: still; no character for: red"
                + " car; only its sky, nothing falls: rain");
    assertThat(said.out()).doesNotContain("red car").contains("seed 5");
  }

  @Test
  void aStrictRenderRefusesWhatWouldNotBePaintedAndMakesNothing() throws IOException {
    String story = asking("a red car in the city").toString();
    String film = studio.file("film.mp4").toString();
    Said said = studio.run("render", story, "-o", film, "--strict");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("red car", "(shot 1)", "leave out --strict");
    assertThat(studio.file("film.mp4")).doesNotExist();
    assertThat(studio.file("two.zoetrope")).doesNotExist();
    assertThat(
            studio
                .run("render", asking("the city at night").toString(), "-o", film, "--strict")
                .code())
        .isZero();
  }

  @Test
  void anExplanationIsAllThatIsWrittenAndNothingIsMade() throws IOException {
    Said said = studio.run("render", asking("a dragon on the beach").toString(), "--explain");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "shot 1: place: beach, day; cast: hero; camera: still; no character for: dragon",
            "shot 2: place: as in the first frame; camera: still; left to the first frame: 海边, 日落");
    assertThat(studio.file("two.zoetrope")).doesNotExist();
  }

  @Test
  void scriptsAreToldTheSameWithThePlacesOfTheWords() throws IOException {
    Said said =
        studio.run(
            "render",
            asking("a dragon on the beach").toString(),
            "--explain",
            "--json",
            "--shot",
            "1");
    JsonNode reading = new ObjectMapper().readTree(said.out()).path("reading");
    assertThat(reading.path("shot").asText()).isEqualTo("one");
    assertThat(reading.path("number").asInt()).isEqualTo(1);
    assertThat(reading.path("complete").asBoolean()).isFalse();
    JsonNode place = reading.path("painted").get(0);
    assertThat(place.path("aspect").asText()).isEqualTo("place");
    assertThat(place.path("value").asText()).isEqualTo("beach");
    assertThat(place.path("basis").asText()).isEqualTo("requested");
    assertThat(place.path("certainty").asDouble()).isBetween(.5, 1.0);
    JsonNode left = reading.path("unpainted").get(0);
    assertThat(left.path("reason").asText()).isEqualTo("no-character");
    assertThat(left.path("words").path("start").asInt()).isEqualTo(2);
    assertThat(left.path("words").path("end").asInt()).isEqualTo(8);
    assertThat(left.path("words").path("text").asText()).isEqualTo("dragon");
  }

  private static int frames(VideoReader film) {
    int n = 0;
    for (Optional<byte[]> f = film.next(); f.isPresent(); f = film.next()) {
      n++;
    }
    return n;
  }
}
