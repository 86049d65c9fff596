package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.story.store.StoryStore;

/** A clock that jumps under the real studio and engine; skipped where libfaketime is missing. */
@EnabledOnOs(OS.LINUX)
class ClockTest {
  @TempDir Path folder;

  /** Debian's package is "faketime". */
  private static Optional<Path> library() {
    return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib")
        .map(d -> Path.of(d, "faketime", "libfaketime.so.1"))
        .filter(Files::exists)
        .findFirst();
  }

  @Test
  void aClockThatJumpsWhileTakesAreMadeLosesAndDoublesNothing() throws Exception {
    assumeTrue(library().isPresent(), "libfaketime is not installed (Debian: faketime)");
    Path story = EngineBench.story(folder, new TinyStudio(folder));
    Path clock = Files.writeString(folder.resolve("clock"), "+0\n");
    jump(clock, 1, "+20000d");
    jump(clock, 5, "-20000d"); // to when it began, from 55 years ahead
    try (StoryStore store = StoryStore.open(story);
        StoryJobs jobs = StoryJobs.open(story, (job, progress, cancel) -> {})) {
      assertThat(jobs.jobs()).hasSize(8).allMatch(j -> j.state() == Job.State.DONE);
      assertThat(store.takes("one"))
          .extracting(t -> t.seed())
          .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
  }

  /** A studio makes four takes; after the first, its clock and its engine's show another time. */
  private void jump(Path clock, long firstSeed, String to) throws Exception {
    ProcessBuilder builder = StudioHost.command(folder, firstSeed, 4);
    builder.environment().put("LD_PRELOAD", library().orElseThrow().toString());
    builder.environment().put("FAKETIME_TIMESTAMP_FILE", clock.toString());
    builder.environment().put("FAKETIME_CACHE_DURATION", "1"); // seconds
    builder.environment().put("DONT_FAKE_MONOTONIC", "1"); // no jump moves that one
    Process p = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = p.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals("take")) {
        line = out.readLine();
      }
      assertThat(line).as("the studio ended before it made a take").isNotNull();
      Files.writeString(clock, to + "\n");
      assertThat(out.lines().toList()).contains("idle");
      assertThat(p.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      p.destroyForcibly();
    }
  }
}
