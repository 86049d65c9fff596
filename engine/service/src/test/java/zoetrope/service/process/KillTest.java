package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.service.Eventually;
import zoetrope.service.TinyStudio;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.JobProgress;
import zoetrope.service.jobs.Retries;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.story.store.StoryStore;

/** {@code kill -9} of the real processes at random moments. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
@ResourceLock(EngineBench.ENGINES)
class KillTest {
  private static final Retries PATIENT =
      new Retries(20, Duration.ofMillis(20), Duration.ofMillis(100));

  @TempDir Path folder;

  /** Every job gives its one take, however often the engine dies under it. */
  @Test
  void killingTheEngineCostsAttemptsAndNothingElse() throws Exception {
    Rounds rounds = Rounds.of("kill -9 of the engine", 2);
    TinyStudio tiny = new TinyStudio(folder);
    Path story = EngineBench.story(folder, tiny);
    int hit = 0;
    try (EngineBench b =
        EngineBench.open(story, EngineBench.launch(tiny.home()), EngineBench.QUICK, PATIENT)) {
      long begin = System.nanoTime();
      assertThat(b.over(b.submit("one", 1, 0)).state()).isEqualTo(Job.State.DONE);
      int usual = (int) Duration.ofNanos(System.nanoTime() - begin).toMillis();
      for (int round = 1; round <= rounds.count(); round++) {
        Job job = b.submit("one", 1, round);
        EngineBench.pause(rounds.random().nextInt(usual));
        EngineBench.engines().forEach(ProcessHandle::destroyForcibly);
        Job over = b.over(job);
        assertThat(over.state()).as("round %d: %s", round, over).isEqualTo(Job.State.DONE);
        hit += over.attempts().lost() > 0 ? 1 : 0;
        rounds.progress(round, hit);
        assertThat(b.seeds("one"))
            .as("round " + round)
            .isEqualTo(LongStream.rangeClosed(0, round).boxed().toList());
      }
      assertThat(b.jobs.jobs()).hasSize(rounds.count() + 1);
    }
    wholeStory(story, rounds.count() + 1);
    Rounds.report(
        "kill -9 of the engine: %d rounds, %d of them in the middle of an attempt, 0 takes lost, 0"
            + " doubled",
        rounds.count(), hit);
  }

  /** What was asked for is made once, however often the studio dies; its engine ends with it. */
  @Test
  void killingTheStudioLosesNoJobAndNoTake() throws Exception {
    Rounds rounds = Rounds.of("kill -9 of the studio", 2);
    Path story = EngineBench.story(folder, new TinyStudio(folder));
    Set<String> asked = new HashSet<>();
    long seed = 0;
    int hit = 0;
    long begin = System.nanoTime();
    assertThat(host(seed++, 1, Integer.MAX_VALUE)).contains("idle");
    int usual = (int) Duration.ofNanos(System.nanoTime() - begin).toMillis();
    for (int round = 0; round < rounds.count(); round++) {
      List<String> said = host(seed, 1, rounds.random().nextInt(usual));
      hit += said.contains("idle") ? 0 : 1;
      rounds.progress(round + 1, hit);
      said.stream().filter(l -> l.startsWith("job ")).forEach(l -> asked.add(l.substring(4)));
      seed++;
      check(story, asked);
    }
    List<String> said = host(seed, 0, Integer.MAX_VALUE);
    assertThat(said).contains("idle");
    List<Job> jobs = check(story, asked);
    assertThat(jobs).allMatch(j -> j.state() == Job.State.DONE);
    wholeStory(story, jobs.size());
    Rounds.report(
        "kill -9 of the studio: %d rounds, %d of them before it was idle, %d jobs, 0 lost, 0 takes"
            + " doubled",
        rounds.count(), hit, jobs.size());
  }

  /** What a studio said until it ended, or was killed after so many milliseconds. */
  private List<String> host(long first, int count, int killedAfter) throws Exception {
    Process p =
        StudioHost.command(folder, first, count)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<ProcessHandle> engines = new HashSet<>();
    long end = System.nanoTime() + Duration.ofMillis(killedAfter).toNanos();
    while (p.isAlive() && System.nanoTime() - end < 0) {
      engines.addAll(EngineBench.engines(p.descendants()));
      EngineBench.pause(20);
    }
    engines.addAll(EngineBench.engines(p.descendants()));
    // Not Process.destroyForcibly, which would close what it said before it is read.
    p.toHandle().destroyForcibly();
    p.waitFor();
    Eventually.until(
        "the engine to end with the studio",
        Duration.ofSeconds(30),
        () -> engines.stream().noneMatch(ProcessHandle::isAlive));
    try (BufferedReader r =
        new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8))) {
      return new ArrayList<>(r.lines().toList());
    }
  }

  /** The queue as the next studio finds it: every job once, finished ones with their takes. */
  private static List<Job> check(Path story, Set<String> asked) {
    try (StoryStore store = StoryStore.open(story);
        StoryJobs jobs = StoryJobs.open(story, KillTest::untilCancelled)) {
      List<Job> found = jobs.jobs();
      assertThat(found).extracting(Job::id).doesNotHaveDuplicates().containsAll(asked);
      assertThat(store.takes("one")).extracting(t -> t.seed()).doesNotHaveDuplicates();
      long done = found.stream().filter(j -> j.state() == Job.State.DONE).count();
      assertThat((long) store.takes("one").size()).isBetween(done, (long) found.size());
      return found;
    }
  }

  private static void untilCancelled(Job job, JobProgress progress, CancelToken cancel) {
    Eventually.until("its end", Duration.ofMinutes(1), cancel::isCancelled);
    throw new CancelledException();
  }

  private static void wholeStory(Path story, int takes) {
    try (StoryStore store = StoryStore.open(story)) {
      assertThat(store.takes("one")).hasSize(takes);
      assertThat(store.takes("one"))
          .allMatch(t -> t.files().values().stream().allMatch(store.takeFiles()::contains));
    }
  }
}
