package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import zoetrope.service.TinyStudio;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Retries;

/** Memory that runs out, engines that hang, models that vanish: on the real process. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
@ResourceLock(EngineBench.ENGINES)
class FaultsTest {
  private static final Retries ONCE = new Retries(1, Duration.ZERO, Duration.ZERO);

  /** Enough for something to happen in the middle of them. */
  private static final int TAKES = 6;

  @TempDir static Path folder;
  private static TinyStudio tiny;

  /** One studio for all faults that leave it running, as a user has it. */
  private static EngineBench studio;

  @BeforeAll
  static void open() throws Exception {
    tiny = new TinyStudio(folder);
    studio =
        EngineBench.open(
            EngineBench.story(folder, tiny),
            EngineBench.launch(tiny.home()),
            EngineBench.QUICK,
            EngineBench.RETRIES);
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  /** A job of takes from a seed on, in the middle of its work. */
  private static Job started(long seed) {
    Job job = studio.submit("one", TAKES, seed);
    studio.steps(job);
    assertThat(studio.job(job).state()).isEqualTo(Job.State.RUNNING);
    return job;
  }

  /** Every take of a job is there once. */
  private static void assertWhole(Job job, long seed) {
    assertThat(studio.over(job).state()).as("%s", job).isEqualTo(Job.State.DONE);
    assertThat(made(seed)).isEqualTo(LongStream.range(seed, seed + TAKES).boxed().toList());
  }

  private static List<Long> made(long seed) {
    return studio.seeds("one").stream().filter(s -> s >= seed && s < seed + TAKES).toList();
  }

  @Test
  void anEngineWithTooLittleMemoryCostsItsAttemptsAndSaysSo() throws Exception {
    Path other = EngineBench.story(Files.createDirectory(folder.resolve("memory")), tiny);
    Job heap;
    try (EngineBench b = open(other, List.of(), "-Xmx20m", EngineBench.RETRIES)) {
      heap = b.over(b.submit("one", 1, 1));
      assertThat(heap.state()).isEqualTo(Job.State.FAILED);
      assertThat(heap.error().orElseThrow()).contains("ran out of memory").contains("shorter");
      assertThat(heap.attempts().begun()).isEqualTo(3);
    }
    List<String> limited = List.of("sh", "-c", "ulimit -v 1500000; exec \"$@\"", "sh");
    Job space;
    try (EngineBench b = open(other, limited, "-Xmx256m", ONCE)) {
      space = b.over(b.submit("one", 1, 2));
      assertThat(space.state()).isEqualTo(Job.State.FAILED);
      assertThat(space.error().orElseThrow()).contains("memory");
      assertThat(b.seeds("one")).isEmpty();
    }
    try (EngineBench b = open(other, List.of(), "-Xmx512m", ONCE)) {
      for (Job failed : List.of(heap, space)) {
        assertThat(b.job(failed).attempts().errors()).isNotEmpty();
        b.jobs.retry(failed.id());
        assertThat(b.over(failed).state()).isEqualTo(Job.State.DONE);
      }
      assertThat(b.seeds("one")).containsExactly(1L, 2L);
    }
  }

  private static EngineBench open(Path story, List<String> wrapper, String heap, Retries retries) {
    EngineLaunch launch =
        new EngineLaunch(tiny.home(), wrapper, List.of(heap, "-XX:TieredStopAtLevel=1"));
    return EngineBench.open(story, launch, EngineBench.QUICK, retries);
  }

  @Test
  void aHangInTheMiddleOfWorkIsSeenByItsSilence() throws Exception {
    Job job = started(100);
    EngineBench.signal("STOP", EngineBench.engines().getFirst());
    assertThat(studio.over(job).attempts().errors().getFirst()).contains("did not answer for");
    assertWhole(job, 100);
  }

  @Test
  void anAbortInNativeCodeSaysSoAndTheJobFinishes() throws Exception {
    Job job = started(400);
    EngineBench.signal("ABRT", EngineBench.engines().getFirst());
    assertThat(studio.over(job).attempts().errors().getFirst())
        .contains("crashed (signal 6, abort)")
        .contains("finished takes and saved latents are kept")
        .contains("another precision");
    assertWhole(job, 400);
  }

  @Test
  void aCrashInNativeCodeLeavesItsReport() throws Exception {
    Job job = started(500);
    EngineBench.signal("SEGV", EngineBench.engines().getFirst());
    String error = studio.over(job).attempts().errors().getFirst();
    assertThat(error).contains("crashed (SIGSEGV)").contains("report it with ");
    Path report = Path.of(error.substring(error.indexOf("with ", error.indexOf("report it")) + 5));
    assertThat(report).content().contains("SIGSEGV");
    assertWhole(job, 500);
  }

  @Test
  void aModelThatVanishesIsNamedAndTheJobFinishesOnceItIsBack() throws Exception {
    Path weights = TinyStudio.weights(tiny.home()).resolve("base.safetensors");
    Path away = folder.resolve("away");
    Job job = started(200);
    Files.move(weights, away);
    EngineBench.engines().forEach(ProcessHandle::destroyForcibly);
    Job failed = studio.over(job);
    assertThat(failed.state()).isEqualTo(Job.State.FAILED);
    assertThat(failed.error().orElseThrow()).contains("base.safetensors");
    assertThat(made(200)).hasSizeLessThan(TAKES);
    Files.move(away, weights);
    studio.jobs.retry(job.id());
    assertWhole(job, 200);
  }

  @Test
  void weightsThatAreCutShortUnderARunningEngineCostItAtMostTheAttempt() throws Exception {
    Path weights = TinyStudio.weights(tiny.home()).resolve("base.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    Job job = started(300);
    Files.write(weights, Arrays.copyOf(whole, 100));
    studio.over(job);
    Files.write(weights, whole);
    studio.jobs.retry(job.id());
    assertWhole(job, 300);
  }
}
