package zoetrope.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;

/** Queues whose files are damaged: read from the log, or from what is left, or put aside. */
class DamagedQueueTest {
  private static final int JOBS = 40;
  private static final int ROUNDS = Integer.getInteger("zoetrope.rounds", 20);

  @TempDir Path temp;
  private final Random random = new Random(Long.getLong("zoetrope.seed", 7));

  private static void untilCancelled(Job job, JobProgress progress, CancelToken cancel) {
    while (!cancel.isCancelled()) {
      Thread.onSpinWait();
    }
    throw new CancelledException();
  }

  private static StoryJobs open(Path folder) {
    return StoryJobs.open(folder, DamagedQueueTest::untilCancelled);
  }

  /** A folder with a paused queue of some jobs; open, and then closed when {@code whole}. */
  private List<String> fill(Path folder, Path copy, boolean whole) throws IOException {
    List<String> ids = new ArrayList<>();
    try (StoryJobs jobs = open(folder)) {
      jobs.pause();
      for (int i = 0; i < JOBS; i++) {
        ids.add(jobs.submit(new Work.Generate("shot-" + i, 2, i), false).id());
      }
      if (!whole) {
        copy(folder, copy);
      }
    }
    if (whole) {
      copy(folder, copy);
    }
    return ids;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of("jobs.db", "jobs.db-wal")) {
      if (Files.exists(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    }
  }

  @Test
  void whatIsInTheLogIsReadFromTheLogWhateverBecameOfTheFile() throws Exception {
    Path copy = temp.resolve("copy");
    List<String> ids = fill(Files.createDirectory(temp.resolve("a")), copy, false);
    byte[] garbage = new byte[(int) Files.size(copy.resolve("jobs.db"))];
    random.nextBytes(garbage);
    Files.write(copy.resolve("jobs.db"), garbage);
    try (StoryJobs jobs = open(copy)) {
      assertThat(jobs.jobs()).extracting(Job::id).containsExactlyElementsOf(ids);
    }
  }

  @Test
  void damageNeverKeepsAQueueFromOpeningAndIsSaid() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("a"));
    Path other = Files.createDirectory(temp.resolve("b"));
    Path whole = temp.resolve("whole");
    List<String> ids = fill(folder, whole, true);
    List<String> others = fill(other, temp.resolve("whole-b"), true);
    byte[] good = Files.readAllBytes(whole.resolve("jobs.db"));
    int saved = 0;
    int damaged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path hurt = Files.createDirectory(temp.resolve("hurt-" + round));
      Files.write(hurt.resolve("jobs.db"), hurt(good));
      try (StoryJobs jobs = open(hurt)) {
        List<String> found = jobs.jobs().stream().map(Job::id).toList();
        assertThat(found).as("round " + round).doesNotHaveDuplicates();
        if (jobs.warning().isPresent()) {
          assertThat(jobs.warning().get()).contains("jobs-damaged-1.db");
          assertThat(hurt.resolve("jobs-damaged-1.db")).exists();
          damaged++;
          saved += (int) found.stream().filter(ids::contains).count();
        } else {
          assertThat(found).as("round " + round).hasSize(JOBS);
        }
        jobs.submit(new Work.Generate("one-more", 1, 1), false);
      }
      try (StoryJobs again = open(hurt)) {
        assertThat(again.warning()).isEmpty();
        assertThat(again.jobs().getLast().work()).isEqualTo(new Work.Generate("one-more", 1, 1));
      }
    }
    try (StoryJobs jobs = open(other)) {
      assertThat(jobs.jobs()).extracting(Job::id).containsExactlyElementsOf(others);
    }
    System.out.printf(
        "fault table: corrupted job database: %d rounds, %d seen as damaged, %d of %d jobs of those"
            + " read all the same%n",
        ROUNDS, damaged, saved, damaged * JOBS);
  }

  /** A hole of zeros or of garbage, or an end that is missing. */
  private byte[] hurt(byte[] good) {
    byte[] bad = good.clone();
    int from = random.nextInt(bad.length);
    int length = 1 + random.nextInt(6000);
    switch (random.nextInt(3)) {
      case 0 -> {
        return java.util.Arrays.copyOf(bad, Math.max(1, from));
      }
      case 1 -> java.util.Arrays.fill(bad, from, Math.min(bad.length, from + length), (byte) 0);
      default -> {
        byte[] garbage = new byte[Math.min(length, bad.length - from)];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, bad, from, garbage.length);
      }
    }
    return bad;
  }

  @Test
  void damagedFilesOfBeforeAreNotOverwritten() throws Exception {
    for (int n = 1; n <= 3; n++) {
      Files.writeString(temp.resolve("jobs.db"), "no database, the " + n + ". time ".repeat(300));
      Files.deleteIfExists(temp.resolve("jobs.db-wal"));
      Files.deleteIfExists(temp.resolve("jobs.db-shm"));
      open(temp).close();
    }
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all.map(p -> p.getFileName().toString()))
          .contains("jobs-damaged-1.db", "jobs-damaged-2.db", "jobs-damaged-3.db");
    }
  }
}
