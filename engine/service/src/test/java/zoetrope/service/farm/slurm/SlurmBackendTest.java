package zoetrope.service.farm.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.Eventually;
import zoetrope.service.TinyStudio;
import zoetrope.service.farm.WorkerCommand;

/** The whole way through a real Slurm of two nodes. Skipped where Slurm is not installed. */
@Tag("process")
class SlurmBackendTest {
  private static final String SHOTS =
      """
      title: Three tasks
      format: {aspect: "16:9", fps: 12, height: 144}
      shots:
        - {id: a, prompt: sea, duration: 8f, steps: 1, guidance: 1, takes: 2}
        - {id: b, prompt: snow, duration: 8f, steps: 1, guidance: 1}
      """;

  private static Optional<SlurmCluster> running = Optional.empty();

  @TempDir Path folder;
  private SlurmCluster cluster;
  private TinyStudio studio;
  private Path story;
  private Path film;
  private Path submission;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        SlurmCluster.missing().isEmpty(),
        "Slurm is not installed (Debian: slurm-wlm, munge): no " + SlurmCluster.missing());
    running = Optional.of(SlurmCluster.start());
  }

  @AfterAll
  static void end() throws Exception {
    if (running.isPresent()) {
      running.get().close();
    }
  }

  @BeforeEach
  void installed() throws IOException {
    cluster = running.orElseThrow();
    studio = new TinyStudio(folder);
    story = Files.writeString(studio.file("three.yaml"), SHOTS);
    film = studio.file("film.mkv");
    submission = studio.file("film.mkv.farm");
  }

  @Test
  void tasksRunOnBothNodesAKilledOneComesBackAndTheFilmIsTheSame() throws Exception {
    submit();
    ProcessHandle victim = eventually("a worker", this::worker, Optional::isPresent).orElseThrow();
    victim.destroyForcibly();
    String requeued =
        eventually(
            "the killed task to be in the queue again",
            () -> cluster.run("squeue", "--noheader", "--array", "--format=%i|%T|%r"),
            q -> q.contains("BeginTime"));
    // Slurm lets a requeued job wait two minutes; the operator need not.
    for (String line : requeued.lines().filter(l -> l.contains("BeginTime")).toList()) {
      cluster.run("scontrol", "update", "JobId=" + line.split("\\|")[0], "StartTime=now");
    }
    eventually("the film", () -> submission.resolve("film.json"), Files::exists);
    assertThat(farm("status", submission.toString(), "--json"))
        .contains("\"film\":\"done\"", "\"0\":\"done\"", "\"1\":\"done\"", "\"2\":\"done\"");
    assertThat(logs(submission))
        .contains(
            "on first, attempt 1", "on second, attempt 1", "back into the queue", "attempt 2");
    Path plain = Files.createDirectories(studio.file("plain")).resolve("film.mkv");
    assertThat(studio.run("render", story.toString(), "-o", plain.toString()).code()).isZero();
    assertThat(film).hasSameBinaryContentAs(plain);
  }

  @Test
  void cancellingEndsWhatRunsAndWhatWaitsAndItCanBeResumed() throws Exception {
    submit();
    ProcessHandle worker = eventually("a worker", this::worker, Optional::isPresent).orElseThrow();
    assertThat(farm("status", submission.toString(), "--json"))
        .contains("\"running\"", "\"film\":\"waiting\"");
    farm("cancel", submission.toString());
    eventually("the worker to end", worker::isAlive, alive -> !alive);
    eventually(
        "the queue to be empty",
        () -> cluster.run("squeue", "--noheader", "--states=PENDING,RUNNING,COMPLETING"),
        String::isBlank);
    assertThat(farm("status", submission.toString(), "--json"))
        .contains("\"film\":\"cancelled\"", "\"2\":\"cancelled\"");
    assertThat(film).doesNotExist();
    farm("resume", submission.toString());
    eventually("the film", () -> submission.resolve("film.json"), Files::exists);
    assertThat(farm("status", submission.toString(), "--json")).contains("\"film\":\"done\"");
  }

  private void submit() throws Exception {
    assertThat(farm("submit", story.toString(), "-o", film.toString(), "--backend", "slurm"))
        .contains("Slurm has 3 tasks as job ");
  }

  /** The process of a task that is running. */
  private Optional<ProcessHandle> worker() {
    return ProcessHandle.allProcesses()
        .filter(
            p -> {
              List<String> words = List.of(p.info().arguments().orElse(new String[0]));
              return words.contains("task") && words.contains(submission.toString());
            })
        .findFirst();
  }

  private static String logs(Path submission) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(submission.resolve("logs"))) {
      for (Path f : files.toList()) {
        all.append(Files.readString(f));
      }
    }
    return all.toString();
  }

  /** In a process of its own, which can be told of the cluster. */
  private String farm(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("farm"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = WorkerCommand.here(studio.home(), words).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", cluster.conf());
    // Slurm hands it on to the workers: they live a few seconds, for which compiling does not pay.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    Process p = builder.start();
    p.getOutputStream().close();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(p.exitValue()).as(out).isLessThan(2);
    return out;
  }

  private static <T> T eventually(String what, Callable<T> question, Predicate<T> enough) {
    return Eventually.get(what, Duration.ofMinutes(2), question, enough);
  }
}
