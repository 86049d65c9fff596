package zoetrope.story.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.story.Samples;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;

/**
 * A power cut leaves of the last writes what it likes: the log may end anywhere and hold garbage
 * from there on, the database may be half way through taking the log in. Whatever it left, the
 * story is the one of the last edit that was whole on disk, and that is never an earlier one than
 * the last that was acknowledged and forced.
 */
class PowerCutTest {
  /** SQLite's file format: a log is this head and then frames of a head and a page each. */
  private static final int LOG_HEAD = 32;

  private static final int PAGE = 4096;
  private static final int FRAME = 24 + PAGE;

  /** {@code -Dzoetrope.rounds=0} tries every boundary of the log, byte patterns and all. */
  private static final int STEP = Integer.getInteger("zoetrope.rounds", 8) == 8 ? 7 : 1;

  private static final int ROUNDS = Math.max(20, Integer.getInteger("zoetrope.rounds", 20));

  @TempDir Path temp;
  private Path folder;
  private final Random random = new Random(Long.getLong("zoetrope.seed", 7));

  @BeforeEach
  void make() throws Exception {
    folder = temp.resolve("Fox.zoetrope");
    StoryStore.create(folder, Samples.full(temp)).close();
  }

  /** What is on disk when the power goes. */
  private record Disk(byte[] database, byte[] log) {
    static Disk of(Path folder) throws IOException {
      Path log = folder.resolve("story.db-wal");
      return new Disk(
          Files.readAllBytes(folder.resolve("story.db")),
          Files.exists(log) ? Files.readAllBytes(log) : new byte[0]);
    }
  }

  /** The title and the takes of a story that is opened from what the power cut left. */
  private Seen openedFrom(byte[] database, byte[] log) throws IOException {
    Path after = Files.createTempDirectory(temp, "after");
    try {
      Files.write(after.resolve("story.db"), database);
      if (log.length > 0) {
        Files.write(after.resolve("story.db-wal"), log);
      }
      try (StoryStore store = StoryStore.open(after)) {
        Seen seen = Seen.of(store);
        store.apply(new Edit.SetTitle("it goes on"));
        return seen;
      }
    } finally {
      try (Stream<Path> all = Files.walk(after)) {
        for (Path p : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(p);
        }
      }
    }
  }

  private record Seen(String title, int takes, Optional<String> undo) {
    static Seen of(StoryStore store) {
      return new Seen(store.story().title(), store.takes("beach").size(), store.undoable());
    }
  }

  private void work(StoryStore store, int n) throws IOException {
    store.apply(new Edit.SetTitle("title " + n));
    if (n % 3 == 0) {
      Path clip = Files.writeString(temp.resolve("clip.mkv"), "clip " + n);
      store.addTake(
          new Take(
              "take-" + n,
              "beach",
              n,
              store.story().shots().getFirst(),
              Map.of("combined", 1.0),
              Map.of("clip", store.takeFiles().put(clip)),
              Instant.EPOCH,
              false));
    }
  }

  /** Where the log ended after each edit, and what the story was then. */
  private record Commit(long end, Seen seen) {}

  private List<Commit> commits(StoryStore store, int count) throws IOException {
    List<Commit> all = new ArrayList<>();
    all.add(new Commit(0, Seen.of(store)));
    for (int n = 1; n <= count; n++) {
      store.apply(new Edit.SetTitle("title " + n));
      all.add(new Commit(Files.size(folder.resolve("story.db-wal")), Seen.of(store)));
      if (n % 3 == 0) {
        work(store, n);
        all.add(new Commit(Files.size(folder.resolve("story.db-wal")), Seen.of(store)));
      }
    }
    return all;
  }

  private static Seen lastBefore(List<Commit> commits, long end) {
    return commits.stream().filter(c -> c.end() <= end).toList().getLast().seen();
  }

  @Test
  void aLogThatEndsAnywhereGivesTheLastWholeEdit() throws Exception {
    int tried = 0;
    try (StoryStore store = StoryStore.open(folder)) {
      List<Commit> commits = commits(store, 8);
      Disk disk = Disk.of(folder);
      int frames = (disk.log().length - LOG_HEAD) / FRAME;
      assertThat(frames).isGreaterThan(20);
      for (int f = 0; f <= frames; f++) {
        int boundary = LOG_HEAD + f * FRAME;
        for (int at :
            new int[] {boundary - 1, boundary, boundary + 1, boundary + 24, boundary + 2000}) {
          if (at <= disk.log().length && tried++ % STEP == 0) {
            Seen seen = openedFrom(disk.database(), Arrays.copyOf(disk.log(), at));
            assertThat(seen).as("cut at " + at).isEqualTo(lastBefore(commits, at));
          }
        }
      }
    }
    System.out.printf("fault table: power cut, log cut short: %d places%n", tried / STEP);
  }

  @Test
  void garbageInTheLogsTailGivesTheLastEditBeforeIt() throws Exception {
    try (StoryStore store = StoryStore.open(folder)) {
      List<Commit> commits = commits(store, 8);
      Disk disk = Disk.of(folder);
      for (int round = 0; round < ROUNDS; round++) {
        int at = LOG_HEAD + random.nextInt(disk.log().length - LOG_HEAD);
        byte[] torn = disk.log().clone();
        for (int i = at; i < torn.length; i++) {
          torn[i] = (byte) random.nextInt(256);
        }
        torn[at] = (byte) ~disk.log()[at];
        long whole = LOG_HEAD + (long) (at - LOG_HEAD) / FRAME * FRAME;
        assertThat(openedFrom(disk.database(), torn))
            .as("garbage from " + at)
            .isEqualTo(lastBefore(commits, whole));
      }
    }
    System.out.printf("fault table: power cut, garbage in the log: %d rounds%n", ROUNDS);
  }

  @Test
  void aDatabaseThatIsHalfWayThroughTakingTheLogInLosesNothing() throws Exception {
    Seen last;
    Disk before;
    try (StoryStore store = StoryStore.open(folder)) {
      last = commits(store, 8).getLast().seen();
      before = Disk.of(folder);
    }
    Disk after = Disk.of(folder);
    int pages = after.database().length / PAGE;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] torn = Arrays.copyOf(before.database(), after.database().length);
      for (int p = 0; p < pages; p++) {
        // Sectors of a page are written in any order, or not.
        for (int sector = 0; sector < PAGE; sector += 512) {
          if (random.nextBoolean()) {
            int at = p * PAGE + sector;
            System.arraycopy(after.database(), at, torn, at, 512);
          }
        }
      }
      assertThat(openedFrom(torn, before.log())).as("round " + round).isEqualTo(last);
    }
    // The log's head is the first that is written when the log begins anew.
    byte[] head = before.log().clone();
    Arrays.fill(head, 0, LOG_HEAD, (byte) 0x5a);
    assertThat(openedFrom(after.database(), head)).isEqualTo(last);
    System.out.printf("fault table: power cut, torn checkpoint: %d rounds%n", ROUNDS + 1);
  }

  @Test
  void copiesAtRandomMomentsHoldEveryEditThatWasAcknowledged() throws Exception {
    try (StoryStore store = StoryStore.open(folder)) {
      AtomicInteger acknowledged = new AtomicInteger();
      Thread editor =
          Thread.ofPlatform()
              .start(
                  () -> {
                    // Fewer than make SQLite take the log in, which would need both files at once.
                    for (int n = 1; n <= 100 && !Thread.currentThread().isInterrupted(); n++) {
                      store.apply(new Edit.SetTitle("title " + n));
                      acknowledged.set(n);
                    }
                  });
      for (int round = 0; round < ROUNDS && editor.isAlive(); round++) {
        Thread.sleep(random.nextInt(20));
        int before = acknowledged.get();
        Disk disk = Disk.of(folder);
        String title = openedFrom(disk.database(), disk.log()).title();
        int found = title.startsWith("title ") ? Integer.parseInt(title.substring(6)) : 0;
        assertThat(found).as("round " + round).isGreaterThanOrEqualTo(before);
      }
      editor.interrupt();
      editor.join();
    }
  }
}
