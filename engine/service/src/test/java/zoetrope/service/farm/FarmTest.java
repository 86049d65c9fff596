package zoetrope.service.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.store.StoryStore;

/** A submission through the command line, as its user and its schedulers call it. */
@Tag("process")
class FarmTest {
  @TempDir Path folder;
  private TinyStudio studio;
  private Path submission;
  private Path film;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
    film = studio.file("film.mkv");
    submission = studio.file("film.mkv.farm");
  }

  @Test
  void theLocalBackendMakesTheSameFilmAsRender() throws IOException {
    Path story = studio.story("two.yaml", "");
    Path plain = Files.createDirectories(studio.file("plain")).resolve("film.mkv");
    run("render", story, "-o", plain);
    assertThat(run("farm", "submit", story, "-o", film).out()).contains("Wrote " + film);
    assertThat(film).hasSameBinaryContentAs(plain);
    assertThat(run("farm", "status", submission, "--json").out())
        .contains("{\"film\":\"done\",\"tasks\":{\"0\":\"done\"}}");
    Files.delete(film);
    assertThat(run("farm", "resume", submission).out()).contains("Wrote " + film);
    assertThat(film).hasSameBinaryContentAs(plain);
  }

  @Test
  void aTaskIsDoneOnceHoweverOftenItIsStarted() throws IOException {
    exported("");
    run("farm", "task", submission, "--task", 0);
    Path done = submission.resolve("tasks/0000/done.json");
    String first = Files.readString(done);
    run("farm", "task", submission, "--task", 0);
    assertThat(done).hasContent(first);
    try (Stream<Path> attempts = Files.list(submission.resolve("tasks/0000"))) {
      assertThat(attempts.filter(f -> f.getFileName().toString().startsWith("attempt"))).hasSize(1);
    }
  }

  @Test
  void takesComeIntoTheStoryOnceAndAPickStays() throws IOException {
    Path story = exported("");
    run("farm", "task", submission, "--task", 0);
    assertThat(run("farm", "collect", submission).out()).contains("Put 2 takes");
    assertThat(run("farm", "collect", submission).out()).contains("Put 0 takes");
    try (StoryStore store = StoryStore.open(story)) {
      List<Take> takes = store.takes("one");
      assertThat(takes).hasSize(1);
      assertThat(store.story().pick("one")).contains(takes.getFirst().id());
      assertThat(store.takeFiles().locate(takes.getFirst().files().get("clip"))).isNotEmptyFile();
    }
  }

  @Test
  void whatIsEditedAfterSubmissionIsNotRendered() throws IOException {
    Path story = exported("");
    Shot asked;
    try (StoryStore store = StoryStore.open(story)) {
      asked = store.story().shot("one").orElseThrow();
      store.apply(new Edit.PutShot(edited(asked)));
    }
    run("farm", "task", submission, "--task", 0);
    run("farm", "collect", submission);
    try (StoryStore store = StoryStore.open(story)) {
      Take take = store.takes("one").getFirst();
      assertThat(take.recipe().prompt()).isEqualTo(asked.prompt());
      Path clip = store.takeFiles().locate(take.files().get("clip"));
      try (VideoReader video = VideoReader.open(clip)) {
        assertThat(video.frames()).isEqualTo(asked.frames());
      }
      assertThat(store.story().shot("one")).contains(edited(asked));
    }
  }

  private static Shot edited(Shot s) {
    return new Shot(
        s.id(),
        s.name(),
        "a harbour at night",
        s.negative(),
        2 * s.frames(),
        s.firstFrame(),
        s.lastFrame(),
        s.cast(),
        s.motion(),
        s.settings());
  }

  @Test
  void aFilmIsNotBoundBeforeItsTasksAreDone() throws IOException {
    exported("");
    Said said = studio.run("farm", "assemble", submission.toString());
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("0 (shot one, two", "not finished", "farm status");
    assertThat(film).doesNotExist();
  }

  @Test
  void whyATaskFailedIsSaidByTheWorkerAndByStatus() throws IOException {
    exported("");
    Files.delete(TinyStudio.weights(studio.home()).resolve("base.safetensors"));
    Said said = studio.run("farm", "task", submission.toString(), "--task", "0", "--openjd");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).contains("openjd_fail: ").contains("base.safetensors");
  }

  @Test
  void whatASignalEndedIsWrittenDownForStatus() throws IOException {
    exported("");
    assertThat(run("farm", "ended", submission, "--task", 0, "--code=134").out())
        .startsWith("zoetrope: the program crashed (signal 6, abort)");
    Said status = studio.run("farm", "status", submission.toString());
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out()).contains("failed").contains("a native library made a mistake");
  }

  @Test
  void aTaskThatFailsInItsShotLeavesTheReasonAndNoAttempt() throws IOException {
    Path story = exported("");
    assertThat(story).isDirectory();
    try (Stream<Path> media = Files.list(submission.resolve("story.zoetrope/media"))) {
      for (Path file : media.toList()) {
        Files.delete(file);
      }
    }
    Said said = studio.run("farm", "task", submission.toString(), "--task", "0");
    assertThat(said.code()).isEqualTo(3);
    Said status = studio.run("farm", "status", submission.toString());
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out()).contains("failed").contains("missing from the story");
    try (Stream<Path> attempts = Files.list(submission.resolve("tasks/0000"))) {
      assertThat(attempts.map(f -> f.getFileName().toString())).containsExactly("failed.json");
    }
  }

  @Test
  void aServerDoesTheTasksOfASessionAndEndsWhenToldTo() throws Exception {
    exported("");
    Path spool = studio.file("session/zoetrope");
    Said served = run("farm", "serve", submission, "--spool", spool, "--detach", "--openjd");
    assertThat(served.out()).contains("openjd_status: the model is loaded");
    long pid =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(spool.resolve("server.json").toFile())
            .path("pid")
            .asLong();
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    try {
      Said said = run("farm", "task", submission, "--task", 0, "--spool", spool, "--openjd");
      assertThat(said.out()).contains("openjd_progress: 100");
      Said wrong =
          studio.run(
              "farm",
              "task",
              submission.toString(),
              "--task",
              "7",
              "--spool",
              spool.toString(),
              "--openjd");
      assertThat(wrong.out()).contains("openjd_fail: ").contains("there is no task 7");
      assertThat(wrong.code()).isEqualTo(3);
    } finally {
      run("farm", "stop", "--spool", spool);
    }
    server.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
    run("farm", "assemble", submission, "--openjd");
    assertThat(film).isNotEmptyFile();
  }

  @Test
  void aSessionWhoseModelCannotBeLoadedFailsBeforeItsTasks() throws IOException {
    exported("");
    Files.delete(TinyStudio.weights(studio.home()).resolve("base.safetensors"));
    Said said =
        studio.run(
            "farm",
            "serve",
            submission.toString(),
            "--spool",
            studio.file("session").toString(),
            "--detach",
            "--openjd");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .contains("openjd_fail: the model was not loaded")
        .contains("base.safetensors");
  }

  @Test
  void aFolderThatIsNoSubmissionAndASecondSubmissionAreRefused() throws IOException {
    Said none = studio.run("farm", "status", folder.toString());
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("snapshot.json");
    exported("");
    Said twice =
        studio.run("farm", "export", studio.file("two.yaml").toString(), "-o", film.toString());
    assertThat(twice.code()).isEqualTo(3);
    assertThat(twice.err()).contains("submission is there already", "--to");
  }

  @Test
  void aSubmissionsFilmIsWrittenAsItsPresetSays() throws IOException {
    Path gif = studio.file("film.gif");
    run("farm", "submit", studio.story("two.yaml", ""), "-o", gif, "--preset", "gif");
    Path rendered = Files.createDirectories(studio.file("plain")).resolve("film.gif");
    run("render", studio.file("two.yaml"), "-o", rendered, "--preset", "gif");
    assertThat(gif).hasSameBinaryContentAs(rendered);
    Path label = studio.file("label.mkv");
    run("farm", "submit", studio.file("two.yaml"), "-o", label, "--label", "zh");
    run("render", studio.file("two.yaml"), "-o", studio.file("plain/label.mkv"), "--label", "zh");
    assertThat(label).hasSameBinaryContentAs(studio.file("plain/label.mkv"));
  }

  @Test
  void aFilmThatCannotBeWrittenIsToldAtSubmission() throws IOException {
    Path story = studio.story("two.yaml", "");
    Said ending = studio.run("farm", "submit", story.toString(), "-o", folder + "/film.xyz");
    assertThat(ending.code()).isEqualTo(3);
    assertThat(ending.err()).contains(".mp4, .webm");
    Said conflict =
        studio.run("farm", "submit", story.toString(), "-o", film.toString(), "--preset", "gif");
    assertThat(conflict.code()).isEqualTo(2);
    assertThat(conflict.err()).contains("--preset gif writes .gif");
    assertThat(studio.file("two.zoetrope")).doesNotExist();
  }

  /** As commit a904bf8 wrote them; there the ending of the film's name said all. */
  @Test
  void aSubmissionOfTheFirstVersionIsFinished() throws IOException {
    exported("");
    Path file = submission.resolve("snapshot.json");
    var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    var json = (com.fasterxml.jackson.databind.node.ObjectNode) mapper.readTree(file.toFile());
    assertThat(json.path("version").asInt()).isEqualTo(2);
    json.put("version", 1).remove("export");
    mapper.writeValue(file.toFile(), json);
    run("farm", "task", submission, "--task", 0);
    run("farm", "assemble", submission);
    assertThat(film).isNotEmptyFile();
    json.put("version", 2).putObject("export").put("encoding", "AV1");
    mapper.writeValue(file.toFile(), json);
    assertThat(studio.run("farm", "assemble", submission.toString()).err())
        .contains("another version of Zoetrope");
  }

  @Test
  void aWorkerTakesMemoryAsTheLauncherSaysIt() throws IOException {
    assumeThat(java.io.File.separatorChar).as("Windows has no such variable").isEqualTo('/');
    assertThat(WorkerCommand.here(studio.home(), List.of()).environment())
        .containsEntry("MALLOC_MMAP_THRESHOLD_", threshold());
    exported("");
    List<String> words = WorkerCommand.writtenInto(Snapshot.open(submission), studio.home());
    assertThat(words.subList(0, 2)).containsExactly("env", "MALLOC_MMAP_THRESHOLD_=" + threshold());
    List<String> told = new java.util.ArrayList<>(words.subList(0, 2));
    told.add("env");
    ProcessBuilder builder = new ProcessBuilder(told);
    builder.environment().clear();
    try (var out = builder.start().getInputStream()) {
      assertThat(new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("MALLOC_MMAP_THRESHOLD_=" + threshold());
    }
  }

  private static String threshold() {
    return System.getenv().getOrDefault("MALLOC_MMAP_THRESHOLD_", "1048576");
  }

  @Test
  void backendsSayWhetherTheyAreHere() {
    assertThat(studio.run("farm", "backends").out()).contains("local", "openjd", "slurm");
    Said unknown =
        studio.run("farm", "submit", "x.yaml", "-o", film.toString(), "--backend", "moon");
    assertThat(unknown.err()).contains("there is no backend 'moon'", "slurm");
  }

  private Path exported(String extra) throws IOException {
    Path story = studio.story("two.yaml", extra);
    run("farm", "export", story, "-o", film);
    return studio.file("two.zoetrope");
  }

  private Said run(Object... args) {
    Said said = studio.run(Stream.of(args).map(Object::toString).toArray(String[]::new));
    assertThat(said.code()).as("%s", said.err() + said.out()).isZero();
    return said;
  }
}
