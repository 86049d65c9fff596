package zoetrope.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.Eventually;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.jobs.FakeRunner.Command;
import zoetrope.service.render.RenderException;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.BusyStoryException;
import zoetrope.story.NewerStoryException;

class StoryJobsTest {
  private static final Command DONE = new Command.Finish();
  private static final Retries QUICK = new Retries(3, Duration.ofMillis(5), Duration.ofMillis(20));

  @TempDir Path folder;
  private FakeRunner runner = new FakeRunner();
  private StoryJobs jobs;

  @BeforeEach
  void open() {
    jobs = opened();
  }

  /** With short waits before a lost job is tried again. */
  private StoryJobs opened() {
    return StoryJobs.open(folder, runner, Clock.systemUTC(), QUICK);
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  private void reopen() {
    jobs.close();
    runner = new FakeRunner();
    jobs = opened();
  }

  private static Work shot(String id) {
    return new Work.Generate(id, 2, 7);
  }

  private static ExportSettings settings(String preset) {
    return ExportPresets.named(preset).orElseThrow().settings();
  }

  private Job job(String id) {
    return jobs.jobs().stream().filter(j -> j.id().equals(id)).findFirst().orElseThrow();
  }

  private void waitFor(String id, Job.State state) {
    Eventually.until(() -> job(id).state() == state);
  }

  private List<String> order() {
    return jobs.jobs().stream()
        .map(j -> j.work() instanceof Work.Generate g ? g.shotId() : "film")
        .toList();
  }

  @Test
  void jobsRunInOrderOneAtATimeAndNextGoesFirst() {
    jobs.submit(shot("a"), false);
    Eventually.until(() -> runner.begun.size() == 1);
    Job b = jobs.submit(shot("b"), false);
    Job c = jobs.submit(shot("c"), true);
    assertThat(order()).containsExactly("a", "c", "b");
    assertThat(job(b.id()).state()).isEqualTo(Job.State.WAITING);
    runner.tell(DONE, DONE, DONE);
    waitFor(b.id(), Job.State.DONE);
    assertThat(job(c.id()).done()).isEqualTo(1);
    assertThat(runner.begun).containsExactly(shot("a"), shot("c"), shot("b"));
  }

  @Test
  void timeLeftIsKnownOnceTwoStepsAreDone() {
    Job a = jobs.submit(shot("a"), false);
    Bitmap picture = new Bitmap(1, 1, new int[] {-1});
    runner.tell(new Command.Step(0, 10), new Command.Show(picture), new Command.Step(1, 10));
    Eventually.until(() -> job(a.id()).done() == .1);
    assertThat(job(a.id()).left()).isEmpty();
    assertThat(job(a.id()).preview()).contains(picture);
    runner.tell(new Command.Step(2, 10));
    Eventually.until(() -> job(a.id()).done() == .2);
    assertThat(job(a.id()).left()).isPresent();
    runner.tell(DONE);
    waitFor(a.id(), Job.State.DONE);
    assertThat(job(a.id()).left()).isEmpty();
  }

  @Test
  void cancellingStopsWithinAStepAndTheNextBegins() {
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    waitFor(a.id(), Job.State.RUNNING);
    jobs.cancel(a.id());
    waitFor(a.id(), Job.State.CANCELLED);
    waitFor(b.id(), Job.State.RUNNING);
    runner.tell(DONE);
    waitFor(b.id(), Job.State.DONE);
  }

  @Test
  void aWaitingJobIsCancelledAndTriedAgain() {
    jobs.pause();
    Job a = jobs.submit(shot("a"), false);
    jobs.cancel(a.id());
    assertThat(job(a.id()).state()).isEqualTo(Job.State.CANCELLED);
    jobs.retry(a.id());
    assertThat(job(a.id()).state()).isEqualTo(Job.State.WAITING);
    jobs.resume();
    runner.tell(DONE);
    waitFor(a.id(), Job.State.DONE);
  }

  @Test
  void failuresSayWhyAndCanBeTriedAgain() {
    Job a = jobs.submit(shot("a"), false);
    runner.tell(new Command.Fail(new RenderException("no picture; draw one")));
    waitFor(a.id(), Job.State.FAILED);
    assertThat(job(a.id()).error()).contains("no picture; draw one");
    jobs.retry(a.id());
    assertThat(job(a.id()).error()).isEmpty();
    runner.tell(new Command.Fail(new IllegalStateException("oops")));
    waitFor(a.id(), Job.State.FAILED);
    assertThat(job(a.id()).error().orElseThrow())
        .startsWith("the program made a mistake")
        .contains("oops");
    runner.tell(DONE);
    jobs.retry(a.id());
    waitFor(a.id(), Job.State.DONE);
    assertThat(runner.begun).hasSize(3);
  }

  @Test
  void waitingJobsMoveAndOthersDoNot() {
    jobs.submit(shot("a"), false);
    Eventually.until(() -> runner.begun.size() == 1);
    Job b = jobs.submit(shot("b"), false);
    Job c = jobs.submit(shot("c"), false);
    jobs.move(c.id(), 1);
    assertThat(order()).containsExactly("a", "c", "b");
    jobs.move(c.id(), 99);
    assertThat(order()).containsExactly("a", "b", "c");
    jobs.move(jobs.jobs().getFirst().id(), 2);
    assertThat(order()).containsExactly("a", "b", "c");
    runner.tell(DONE, DONE, DONE);
    waitFor(c.id(), Job.State.DONE);
    assertThat(runner.begun).containsExactly(shot("a"), shot("b"), shot("c"));
    assertThat(job(b.id()).state()).isEqualTo(Job.State.DONE);
  }

  @Test
  void onlyWaitingJobsAreReplaced() {
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    waitFor(a.id(), Job.State.RUNNING);
    assertThat(jobs.replace(a.id(), shot("x"))).isFalse();
    assertThat(jobs.replace(b.id(), shot("y"))).isTrue();
    assertThat(jobs.replace("nobody", shot("z"))).isFalse();
    runner.tell(DONE, DONE);
    waitFor(b.id(), Job.State.DONE);
    assertThat(runner.begun).containsExactly(shot("a"), shot("y"));
  }

  @Test
  void pausedQueuesFinishWhatRunsAndBeginNothing() throws Exception {
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    waitFor(a.id(), Job.State.RUNNING);
    jobs.pause();
    runner.tell(DONE);
    waitFor(a.id(), Job.State.DONE);
    await().during(Duration.ofMillis(50)).until(() -> job(b.id()).state() == Job.State.WAITING);
    reopen();
    assertThat(jobs.paused()).isTrue();
    jobs.resume();
    runner.tell(DONE);
    waitFor(b.id(), Job.State.DONE);
  }

  @Test
  void removingARunningJobStopsIt() {
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    waitFor(a.id(), Job.State.RUNNING);
    jobs.remove(a.id());
    assertThat(order()).containsExactly("b");
    waitFor(b.id(), Job.State.RUNNING);
    jobs.remove(b.id());
    assertThat(jobs.jobs()).isEmpty();
  }

  @Test
  void closingKeepsEverythingAndWhatRanRunsAgain() {
    Work film = new Work.Export(folder.resolve("film.mp4"), settings("youtube"));
    Job a = jobs.submit(shot("a"), false);
    runner.tell(new Command.Fail(new RenderException("because")));
    waitFor(a.id(), Job.State.FAILED);
    Job b = jobs.submit(shot("b"), false);
    waitFor(b.id(), Job.State.RUNNING);
    Job c = jobs.submit(film, false);
    FakeRunner before = runner;
    reopen();
    assertThat(before.closed).isTrue();
    assertThat(job(a.id()).error()).contains("because");
    assertThat(job(c.id()).work()).isEqualTo(film);
    runner.tell(DONE);
    runner.tell(Work.Device.FILM, DONE);
    waitFor(b.id(), Job.State.DONE);
    waitFor(c.id(), Job.State.DONE);
    assertThat(runner.begun).containsExactlyInAnyOrder(shot("b"), film);
  }

  @Test
  void whatACrashLeftRunningWaitsAgain() throws Exception {
    jobs.pause();
    Job a = jobs.submit(shot("a"), false);
    jobs.close();
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.createStatement()) {
      assertThat(s.executeUpdate("UPDATE job SET state = 'RUNNING'")).isEqualTo(1);
    }
    jobs = StoryJobs.open(folder, runner);
    assertThat(job(a.id()).state()).isEqualTo(Job.State.WAITING);
  }

  @Test
  void doneJobsAreForgottenAfterADayAndFailedOnesAreNot() {
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    runner.tell(DONE, new Command.Fail(new RenderException("because")));
    waitFor(b.id(), Job.State.FAILED);
    jobs.close();
    Clock soon = Clock.fixed(Instant.now().plus(Duration.ofHours(23)), ZoneOffset.UTC);
    jobs = StoryJobs.open(folder, runner, soon, QUICK);
    assertThat(jobs.jobs()).extracting(Job::id).containsExactly(a.id(), b.id());
    assertThat(job(a.id()).done()).isEqualTo(1);
    jobs.close();
    Clock later = Clock.fixed(Instant.now().plus(Duration.ofHours(25)), ZoneOffset.UTC);
    jobs = StoryJobs.open(folder, runner, later, QUICK);
    assertThat(jobs.jobs()).extracting(Job::id).containsExactly(b.id());
  }

  @Test
  void aDamagedQueueIsPutAside() throws Exception {
    jobs.close();
    Files.writeString(folder.resolve("jobs.db"), "no database at all ".repeat(300));
    jobs = StoryJobs.open(folder, runner);
    assertThat(jobs.jobs()).isEmpty();
    assertThat(folder.resolve("jobs-damaged-1.db")).exists();
    assertThat(jobs.warning().orElseThrow())
        .contains("jobs-damaged-1.db")
        .contains("none of its jobs could be read");
  }

  @Test
  void aModelJobAndAFilmRunSideBySide() {
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    Job film = jobs.submit(new Work.Export(folder.resolve("f.mp4"), settings("youtube")), false);
    waitFor(a.id(), Job.State.RUNNING);
    waitFor(film.id(), Job.State.RUNNING);
    assertThat(job(b.id()).state()).isEqualTo(Job.State.WAITING);
    runner.tell(Work.Device.FILM, DONE);
    waitFor(film.id(), Job.State.DONE);
    assertThat(job(a.id()).state()).isEqualTo(Job.State.RUNNING);
    runner.tell(DONE, DONE);
    waitFor(b.id(), Job.State.DONE);
  }

  @Test
  void higherPrioritiesRunFirstAndSurviveARestart() {
    jobs.pause();
    jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    Job c = jobs.submit(shot("c"), false);
    assertThat(jobs.prioritise(b.id(), Job.Priority.LOW)).isTrue();
    assertThat(jobs.prioritise(c.id(), Job.Priority.HIGH)).isTrue();
    reopen();
    assertThat(job(c.id()).priority()).isEqualTo(Job.Priority.HIGH);
    jobs.resume();
    runner.tell(DONE, DONE, DONE);
    waitFor(b.id(), Job.State.DONE);
    assertThat(runner.begun).containsExactly(shot("c"), shot("a"), shot("b"));
    assertThat(jobs.prioritise(b.id(), Job.Priority.HIGH)).isFalse();
  }

  @Test
  void lostAttemptsAreMadeAgainAndThenTheJobFailsWithAllItsErrorsKept() {
    Job a = jobs.submit(shot("a"), false);
    runner.tell(lost(1), lost(2), lost(3));
    waitFor(a.id(), Job.State.FAILED);
    assertThat(runner.begun).hasSize(3);
    reopen();
    Job failed = job(a.id());
    assertThat(failed.error()).contains("lost 3");
    assertThat(failed.attempts())
        .isEqualTo(new Job.Attempts(3, 3, List.of("lost 1", "lost 2", "lost 3")));
    runner.tell(lost(4), DONE);
    jobs.retry(a.id());
    waitFor(a.id(), Job.State.DONE);
    assertThat(job(a.id()).attempts())
        .isEqualTo(new Job.Attempts(5, 1, List.of("lost 1", "lost 2", "lost 3", "lost 4")));
  }

  private static Command lost(int n) {
    return new Command.Fail(new EngineLostException("lost " + n));
  }

  @Test
  void whileALostJobWaitsItSaysWhyAndOthersGoFirst() {
    jobs.close();
    Retries slow = new Retries(3, Duration.ofHours(1), Duration.ofHours(1));
    jobs = StoryJobs.open(folder, runner, Clock.systemUTC(), slow);
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    runner.tell(lost(1), DONE);
    waitFor(b.id(), Job.State.DONE);
    assertThat(job(a.id()).state()).isEqualTo(Job.State.WAITING);
    assertThat(job(a.id()).error()).contains("lost 1");
    jobs.close();
    // The wait is of this run alone: a clock that was set wrong cannot keep a job waiting.
    Clock past = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    jobs = StoryJobs.open(folder, runner, past, slow);
    runner.tell(DONE);
    waitFor(a.id(), Job.State.DONE);
  }

  @Test
  void clocksThatJumpLoseNoJobThatIsNotDone() {
    jobs.pause();
    Job a = jobs.submit(shot("a"), false);
    Job b = jobs.submit(shot("b"), false);
    jobs.cancel(b.id());
    for (Duration jump : List.of(Duration.ofDays(20_000), Duration.ofDays(-20_000))) {
      jobs.close();
      Clock jumped = Clock.offset(Clock.systemUTC(), jump);
      jobs = StoryJobs.open(folder, runner, jumped, QUICK);
      assertThat(job(a.id()).state()).isEqualTo(Job.State.WAITING);
      assertThat(job(b.id()).state()).isEqualTo(Job.State.CANCELLED);
    }
    jobs.resume();
    runner.tell(DONE);
    waitFor(a.id(), Job.State.DONE);
  }

  @Test
  void aQueueOfTheFirstVersionIsBroughtUpToDate() throws Exception {
    jobs.close();
    for (String file : List.of("jobs.db", "jobs.db-wal", "jobs.db-shm")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.createStatement();
        var first = StoryJobs.class.getResourceAsStream("0001.sql")) {
      s.executeUpdate(new String(first.readAllBytes(), StandardCharsets.UTF_8));
      s.executeUpdate(
          "INSERT INTO job VALUES (0, 'job-old', 'FAILED', 'generate', 'a', 2, 7, NULL, NULL,"
              + " 'because', 5)");
      s.executeUpdate("PRAGMA user_version = 1");
    }
    jobs = opened();
    assertThat(job("job-old").error()).contains("because");
    assertThat(job("job-old").attempts()).isEqualTo(new Job.Attempts(0, 0, List.of()));
    runner.tell(DONE);
    jobs.retry("job-old");
    waitFor("job-old", Job.State.DONE);
  }

  @Test
  void aQueueThatIsDamagedWhileItIsOpenIsWrittenAnew() throws Exception {
    jobs.pause();
    Job a = jobs.submit(shot("a"), false);
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.createStatement()) {
      s.execute("PRAGMA writable_schema = ON");
      s.executeUpdate("UPDATE sqlite_schema SET sql = 'no SQL at all' WHERE name = 'job'");
      s.executeUpdate("PRAGMA schema_version = 77");
    }
    Job b = jobs.submit(shot("b"), false);
    assertThat(jobs.warning().orElseThrow())
        .contains("jobs-damaged-1.db")
        .contains("2 of its jobs");
    reopen();
    assertThat(jobs.jobs()).extracting(Job::id).containsExactly(a.id(), b.id());
  }

  @Test
  void aQueueWhoseHeadIsDamagedIsReadAllTheSame() throws Exception {
    jobs.pause();
    Job a = jobs.submit(shot("a"), false);
    jobs.close();
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.createStatement()) {
      s.executeUpdate("PRAGMA user_version = -33554429");
    }
    jobs = opened();
    assertThat(jobs.jobs()).extracting(Job::id).containsExactly(a.id());
    assertThat(jobs.warning().orElseThrow()).contains("jobs-damaged-1.db");
  }

  @Test
  void aQueueServesOneWindowAndIsNotTakenFromANewerStudio() throws Exception {
    assertThatThrownBy(() -> StoryJobs.open(folder, new FakeRunner()))
        .isInstanceOf(BusyStoryException.class);
    jobs.close();
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.createStatement()) {
      s.executeUpdate("PRAGMA user_version = 99");
    }
    assertThatThrownBy(() -> StoryJobs.open(folder, new FakeRunner()))
        .isInstanceOf(NewerStoryException.class);
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.createStatement()) {
      s.executeUpdate("PRAGMA user_version = 3");
    }
    jobs = StoryJobs.open(folder, runner);
  }

  @Test
  void aBurstIsThinnedOutAndItsLastStateArrives() throws Exception {
    List<List<Job>> heard = new CopyOnWriteArrayList<>();
    Job a = jobs.submit(shot("a"), false);
    waitFor(a.id(), Job.State.RUNNING);
    Thread.sleep(100);
    long begin = System.nanoTime();
    AutoCloseable listening = jobs.listen(heard::add);
    jobs.listen(
        all -> {
          throw new IllegalStateException("a listener that fails, which the log shows");
        });
    for (int i = 1; i <= 1000; i++) {
      runner.tell(new Command.Step(i, 1000));
    }
    runner.tell(DONE);
    waitFor(a.id(), Job.State.DONE);
    Eventually.until(
        () -> !heard.isEmpty() && heard.getLast().getFirst().state() == Job.State.DONE);
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(heard.size()).isLessThanOrEqualTo((int) Math.ceil(seconds * 30) + 1);
    listening.close();
    int before = heard.size();
    jobs.remove(a.id());
    Thread.sleep(100);
    assertThat(heard).hasSize(before);
  }

  @Test
  void estimatesLeaveTheFirstStepOut() {
    Estimate e = new Estimate();
    assertThat(e.step(0, 0, 4)).isEmpty();
    assertThat(e.step(60_000_000_000L, 1, 4)).isEmpty();
    assertThat(e.step(61_000_000_000L, 2, 4)).isEqualTo(Optional.of(Duration.ofSeconds(2)));
    assertThat(e.step(64_000_000_000L, 3, 4)).isEqualTo(Optional.of(Duration.ofSeconds(2)));
    assertThat(e.step(66_000_000_000L, 4, 4)).isEqualTo(Optional.of(Duration.ZERO));
  }
}
