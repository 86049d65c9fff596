package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.jobs.Job;

/** Memory that runs out, engines that hang, models that vanish: on the real process. */
@DisabledOnOs(OS.WINDOWS)
class FaultsTest {
  /** Enough for something to happen in the middle of them. */
  private static final int TAKES = 8;

  @TempDir Path folder;
  private TinyStudio tiny;
  private Path story;

  @BeforeEach
  void make() throws Exception {
    tiny = new TinyStudio(folder);
    story = EngineBench.story(folder, tiny);
  }

  private EngineBench open(EngineLaunch launch) {
    return EngineBench.open(story, launch, EngineBench.QUICK, EngineBench.RETRIES);
  }

  private void nextEngineFinishes(Job failed) {
    try (EngineBench b = open(EngineBench.launch(tiny.home()))) {
      assertThat(b.job(failed).attempts().errors()).isNotEmpty();
      b.jobs.retry(failed.id());
      assertThat(b.over(failed).state()).isEqualTo(Job.State.DONE);
      assertThat(b.seeds("one")).containsExactly(1L);
    }
  }

  @Test
  void anEngineWithTooLittleHeapCostsItsAttemptsAndSaysSo() {
    Job job;
    try (EngineBench b = open(new EngineLaunch(tiny.home(), List.of(), List.of("-Xmx20m")))) {
      job = b.over(b.submit("one", 1, 1));
      assertThat(job.state()).isEqualTo(Job.State.FAILED);
      assertThat(job.error().orElseThrow()).contains("ran out of memory").contains("shorter");
      assertThat(job.attempts().begun()).isEqualTo(3);
      assertThat(b.seeds("one")).isEmpty();
    }
    nextEngineFinishes(job);
  }

  @Test
  void anEngineWithTooLittleAddressSpaceCostsItsAttemptsAndSaysSo() {
    List<String> limited = List.of("sh", "-c", "ulimit -v 1500000; exec \"$@\"", "sh");
    Job job;
    try (EngineBench b = open(new EngineLaunch(tiny.home(), limited, List.of("-Xmx256m")))) {
      job = b.over(b.submit("one", 1, 1));
      assertThat(job.state()).isEqualTo(Job.State.FAILED);
      assertThat(job.error().orElseThrow()).contains("memory");
      assertThat(b.seeds("one")).isEmpty();
    }
    nextEngineFinishes(job);
  }

  @Test
  void aHangInTheMiddleOfWorkIsSeenByItsSilence() throws Exception {
    try (EngineBench b = open(EngineBench.launch(tiny.home()))) {
      Job job = b.submit("one", TAKES, 1);
      b.steps(job);
      EngineBench.signal("STOP", EngineBench.engines().getFirst());
      Job over = b.over(job);
      assertThat(over.state()).as(over.toString()).isEqualTo(Job.State.DONE);
      assertThat(over.attempts().errors().getFirst()).contains("did not answer for");
      assertThat(b.seeds("one")).hasSize(TAKES).doesNotHaveDuplicates();
    }
  }

  @Test
  void aModelThatVanishesIsNamedAndTheJobFinishesOnceItIsBack() throws Exception {
    Path weights = tiny.home().starterModel().resolve("base.safetensors");
    Path away = folder.resolve("away");
    try (EngineBench b = open(EngineBench.launch(tiny.home()))) {
      Job job = b.submit("one", TAKES, 1);
      b.steps(job);
      Files.move(weights, away);
      EngineBench.engines().forEach(ProcessHandle::destroyForcibly);
      Job failed = b.over(job);
      assertThat(failed.state()).isEqualTo(Job.State.FAILED);
      assertThat(failed.error().orElseThrow()).contains("base.safetensors");
      int made = b.seeds("one").size();
      Files.move(away, weights);
      b.jobs.retry(job.id());
      assertThat(b.over(job).state()).isEqualTo(Job.State.DONE);
      assertThat(made).isLessThan(TAKES);
      assertThat(b.seeds("one")).hasSize(TAKES).doesNotHaveDuplicates();
    }
  }

  @Test
  void weightsThatAreCutShortUnderARunningEngineCostItAtMostTheAttempt() throws Exception {
    Path weights = tiny.home().starterModel().resolve("base.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    try (EngineBench b = open(EngineBench.launch(tiny.home()))) {
      Job first = b.submit("one", TAKES, 1);
      b.steps(first);
      Files.write(weights, java.util.Arrays.copyOf(whole, 100));
      b.over(first);
      Files.write(weights, whole);
      b.jobs.retry(first.id());
      assertThat(b.over(first).state()).isEqualTo(Job.State.DONE);
      assertThat(b.seeds("one")).hasSize(TAKES).doesNotHaveDuplicates();
    }
  }
}
