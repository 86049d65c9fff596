package zoetrope.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.Eventually;
import zoetrope.service.jobs.FakeRunner.Command;

/** A queue with a job that only a later version knows how to do. */
class LaterWorkTest {
  private static final String LATER =
      "{ \"kind\": \"narration\", \"version\": 4, \"voice\": {\"name\": \"Ada\"} }";
  private static final Work UNKNOWN = new Work.Unknown("narration", LATER);
  private static final Work KNOWN = new Work.Generate("b", 2, 7);

  @TempDir Path folder;
  private final FakeRunner runner = new FakeRunner();

  private StoryJobs open() {
    return StoryJobs.open(folder, runner);
  }

  /** A paused queue of the later job, of high priority, and one that is known; gives its id. */
  private String made() throws Exception {
    String id;
    try (StoryJobs jobs = open()) {
      jobs.pause();
      id = jobs.submit(new Work.Generate("a", 2, 7), false).id();
      jobs.submit(KNOWN, false);
    }
    write("UPDATE job SET work = ?, priority = 'HIGH' WHERE id = ?", LATER, id);
    return id;
  }

  private void write(String sql, String... values) throws Exception {
    try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var s = c.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        s.setString(i + 1, values[i]);
      }
      assertThat(s.executeUpdate()).isEqualTo(1);
    }
  }

  private static Optional<Job> job(StoryJobs jobs, String id) {
    return jobs.jobs().stream().filter(j -> j.id().equals(id)).findFirst();
  }

  @Test
  void itIsShownAndNeverRunAndNothingWaitsForIt() throws Exception {
    String id = made();
    try (StoryJobs jobs = open()) {
      assertThat(jobs.warning()).isEmpty();
      assertThat(job(jobs, id).orElseThrow().work()).isEqualTo(UNKNOWN);
      assertThat(job(jobs, id).orElseThrow().pending()).isFalse();
      jobs.resume();
      runner.tell(new Command.Finish());
      Eventually.until(() -> jobs.jobs().getLast().state() == Job.State.DONE);
      jobs.cancel(id);
      jobs.retry(id);
      assertThat(job(jobs, id).orElseThrow().state()).isEqualTo(Job.State.WAITING);
    }
    assertThat(runner.begun).containsExactly(KNOWN);
  }

  @Test
  void itIsKeptToTheLetterWhateverIsDoneToTheQueue() throws Exception {
    String id = made();
    try (StoryJobs jobs = open()) {
      jobs.move(id, 1);
      jobs.prioritise(id, Job.Priority.LOW);
    }
    write("UPDATE job SET state = 'RUNNING' WHERE id = ?", id);
    try (StoryJobs jobs = open()) {
      assertThat(jobs.jobs().getLast().id()).isEqualTo(id);
      assertThat(jobs.jobs().getLast().work()).isEqualTo(UNKNOWN);
      assertThat(jobs.jobs().getLast().state()).isEqualTo(Job.State.WAITING);
    }
    write("UPDATE job SET ended = 1 WHERE id = ? AND work = ?", id, LATER);
    try (StoryJobs jobs = open()) {
      jobs.remove(id);
      assertThat(job(jobs, id)).isEmpty();
    }
  }
}
