package zoetrope.service.farm.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.farm.WorkerCommand;

/** The whole way through a real Slurm of two nodes. Skipped where Slurm is not installed. */
class SlurmBackendTest {
  private static final String SHOTS =
      """
      title: Three shots
      format: {aspect: "16:9", fps: 12, height: 144}
      shots:
        - {id: a, prompt: sea, duration: 8f, steps: 1, guidance: 1, takes: 2}
        - {id: b, prompt: snow, duration: 8f, steps: 1, guidance: 1}
      """;

  @TempDir Path folder;

  @Test
  void tasksRunOnBothNodesAKilledOneComesBackAndTheFilmIsTheSame() throws Exception {
    assumeTrue(SlurmCluster.missing().isEmpty(), "not installed: " + SlurmCluster.missing());
    TinyStudio studio = new TinyStudio(folder);
    Path story = Files.writeString(studio.file("three.yaml"), SHOTS);
    Path plain = Files.createDirectories(studio.file("plain")).resolve("film.mkv");
    assertThat(studio.run("render", story.toString(), "-o", plain.toString()).code()).isZero();
    Path film = studio.file("film.mkv");
    Path submission = studio.file("film.mkv.farm");
    Path place = Files.createTempDirectory("zoetrope-slurm"); // sockets want a short path
    try (SlurmCluster cluster = new SlurmCluster(place)) {
      command(
          cluster, studio, "submit", story.toString(), "-o", film.toString(), "--backend", "slurm");
      long victim = waitFor(() -> worker(submission), pid -> pid > 0);
      ProcessHandle.of(victim).orElseThrow().destroyForcibly();
      String requeued =
          waitFor(
              () -> cluster.run("squeue", "--noheader", "--array", "--format=%i|%T|%r"),
              q -> q.contains("BeginTime") || Files.exists(film));
      // Slurm lets a requeued job wait two minutes; the operator need not.
      for (String line : requeued.lines().filter(l -> l.contains("BeginTime")).toList()) {
        cluster.run("scontrol", "update", "JobId=" + line.split("\\|")[0], "StartTime=now");
      }
      String status =
          waitFor(
              () -> command(cluster, studio, "status", submission.toString(), "--json"),
              s -> s.contains("\"film\":\"done\""));
      assertThat(status).contains("\"0\":\"done\"", "\"1\":\"done\"", "\"2\":\"done\"");
      assertThat(logs(submission))
          .contains(
              "on first, attempt 1", "on second, attempt 1", "back into the queue", "attempt 2");
    }
    assertThat(film).hasSameBinaryContentAs(plain);
  }

  @Test
  void cancellingStopsWhatHasNotFinished() throws Exception {
    assumeTrue(SlurmCluster.missing().isEmpty(), "not installed: " + SlurmCluster.missing());
    TinyStudio studio = new TinyStudio(folder);
    Path story = Files.writeString(studio.file("three.yaml"), SHOTS);
    Path film = studio.file("film.mkv");
    Path submission = studio.file("film.mkv.farm");
    try (SlurmCluster cluster = new SlurmCluster(Files.createTempDirectory("zoetrope-slurm"))) {
      cluster.run("scontrol", "update", "NodeName=first,second", "State=DRAIN", "Reason=test");
      command(
          cluster, studio, "submit", story.toString(), "-o", film.toString(), "--backend", "slurm");
      assertThat(command(cluster, studio, "status", submission.toString(), "--json"))
          .contains("\"0\":\"waiting\"");
      command(cluster, studio, "cancel", submission.toString());
      String status =
          waitFor(
              () -> command(cluster, studio, "status", submission.toString(), "--json"),
              s -> s.contains("\"film\":\"cancelled\""));
      assertThat(status).contains("\"2\":\"cancelled\"");
    }
  }

  /** The process of a task that is running, 0 while there is none. */
  private static long worker(Path submission) {
    return ProcessHandle.allProcesses()
        .filter(
            p ->
                p.info()
                    .arguments()
                    .map(a -> List.of(a))
                    .filter(a -> a.contains("task") && a.contains(submission.toString()))
                    .isPresent())
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(0);
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
  private static String command(SlurmCluster cluster, TinyStudio studio, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(WorkerCommand.ofThisProcess(studio.home()));
    command.add("farm");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", cluster.conf());
    Process p = builder.start();
    p.getOutputStream().close();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(p.exitValue()).as(out).isLessThan(2);
    return out;
  }

  private interface Question<T> {
    T ask() throws Exception;
  }

  private static <T> T waitFor(Question<T> question, Predicate<T> enough) throws Exception {
    T said = question.ask();
    for (int i = 0; i < 300 && !enough.test(said); i++) {
      Thread.sleep(300);
      said = question.ask();
    }
    assertThat(said).matches(enough);
    return said;
  }
}
