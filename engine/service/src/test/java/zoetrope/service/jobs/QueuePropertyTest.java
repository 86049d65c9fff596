package zoetrope.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.Eventually;
import zoetrope.service.export.ExportPreset;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.jobs.GatedRunner.End;
import zoetrope.service.jobs.ReferenceQueue.Entry;

/**
 * Random sequences of everything that can be done to a queue and everything that can happen to it,
 * kills included, against a reference that is too simple to be wrong. After every step both are the
 * same, on the screen and on the disk. {@code -Dzoetrope.seed=S} repeats a run.
 */
@Tag("slow")
class QueuePropertyTest {
  private static final int JOBS = Integer.getInteger("zoetrope.jobs", 500);
  private static final Retries AT_ONCE =
      new Retries(ReferenceQueue.MOST, Duration.ZERO, Duration.ZERO);

  @TempDir Path temp;
  private final long seed = Long.getLong("zoetrope.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final ReferenceQueue reference = new ReferenceQueue();
  private final Map<String, Integer> did = new java.util.TreeMap<>();
  private Path folder;
  private GatedRunner runner = new GatedRunner();
  private StoryJobs jobs;
  private int submitted;
  private int kills;

  @Test
  void theQueueIsWhatTheReferenceSays() throws IOException {
    System.out.printf("queue property: %d jobs, -Dzoetrope.seed=%d%n", JOBS, seed);
    folder = Files.createDirectory(temp.resolve("story-0"));
    open();
    int steps = 0;
    while (submitted < JOBS || !idle()) {
      String what = step();
      did.merge(what, 1, Integer::sum);
      same(steps++, what);
    }
    jobs.close();
    runner = new GatedRunner();
    open();
    same(steps, "the last restart");
    jobs.close();
    assertThat(reference.entries).allMatch(e -> e.state.over());
    System.out.printf("fault table: %d jobs, %d steps: %s; equal after each%n", JOBS, steps, did);
  }

  private void open() {
    jobs = StoryJobs.open(folder, runner, Clock.systemUTC(), AT_ONCE);
  }

  private boolean idle() {
    return !reference.paused && reference.entries.stream().allMatch(e -> e.state.over());
  }

  private String step() throws IOException {
    int dice = random.nextInt(100);
    if (dice < 20 && submitted < JOBS) {
      return submit();
    }
    if (dice < 60 && !reference.running.isEmpty()) {
      return end();
    }
    if (dice < 62) {
      return kill();
    }
    if (dice < 66 || reference.paused && random.nextBoolean()) {
      return pause();
    }
    return reference.entries.isEmpty() ? submit() : change(dice);
  }

  private Work work() {
    return random.nextInt(4) == 0
        ? new Work.Export(temp.resolve("film-" + random.nextInt(9) + ".mp4"), preset().settings())
        : new Work.Generate("shot-" + random.nextInt(9), 1 + random.nextInt(4), random.nextInt(99));
  }

  private ExportPreset preset() {
    return ExportPresets.all().get(random.nextInt(ExportPresets.all().size()));
  }

  private String submit() {
    Work work = work();
    boolean next = random.nextInt(4) == 0;
    reference.submit(jobs.submit(work, next).id(), work, next);
    submitted++;
    return "submits";
  }

  private String end() {
    List<Work.Device> busy = new ArrayList<>(reference.running.keySet());
    Work.Device device = busy.get(random.nextInt(busy.size()));
    End how = random.nextInt(10) < 6 ? End.DONE : random.nextBoolean() ? End.LOST : End.FAILED;
    runner.end(device, how);
    reference.end(device, how);
    return "attempts " + how.name().toLowerCase(java.util.Locale.ROOT);
  }

  private String pause() {
    boolean pause = !reference.paused;
    if (pause) {
      jobs.pause();
    } else {
      jobs.resume();
    }
    reference.pause(pause);
    return pause ? "pauses" : "resumes";
  }

  private String change(int dice) {
    Entry e = reference.entries.get(random.nextInt(reference.entries.size()));
    switch (dice % 6) {
      case 0 -> {
        jobs.cancel(e.id);
        reference.cancel(e);
        return "cancels";
      }
      case 1 -> {
        // Towards the end nothing is asked for again, or there would be none.
        if (submitted < JOBS) {
          jobs.retry(e.id);
          reference.retry(e);
        }
        return "retries";
      }
      case 2 -> {
        int index = random.nextInt(reference.entries.size());
        jobs.move(e.id, index);
        reference.move(e, index);
        return "moves";
      }
      case 3 -> {
        Job.Priority p = Job.Priority.values()[random.nextInt(3)];
        jobs.prioritise(e.id, p);
        reference.prioritise(e, p);
        return "priorities";
      }
      case 4 -> {
        Work other = work();
        jobs.replace(e.id, other);
        reference.replace(e, other);
        return "edits";
      }
      default -> {
        if (random.nextInt(4) == 0) {
          jobs.remove(e.id);
          reference.remove(e);
        }
        return "removals";
      }
    }
  }

  /** What a kill leaves is what is in the files at that moment. */
  private String kill() throws IOException {
    Path after = Files.createDirectory(temp.resolve("story-" + ++kills));
    for (String name : List.of("jobs.db", "jobs.db-wal")) {
      if (Files.exists(folder.resolve(name))) {
        Files.copy(folder.resolve(name), after.resolve(name));
      }
    }
    jobs.close();
    folder = after;
    runner = new GatedRunner();
    open();
    reference.crash();
    return "kills";
  }

  /** Waits until the workers have done what the reference says, then compares everything. */
  private void same(int step, String what) {
    Map<Work.Device, Optional<String>> expected = new EnumMap<>(Work.Device.class);
    for (Work.Device d : Work.Device.values()) {
      expected.put(d, Optional.ofNullable(reference.running.get(d)).map(e -> e.id + " " + e.begun));
    }
    List<String> entries = reference.entries.stream().map(Entry::toString).toList();
    BooleanSupplier agrees =
        () ->
            expected.entrySet().stream()
                    .allMatch(x -> runner.attempt(x.getKey()).equals(x.getValue()))
                && jobs.jobs().stream().map(ReferenceQueue::words).toList().equals(entries);
    try {
      Eventually.until(agrees);
    } catch (ConditionTimeoutException e) {
      assertThat(jobs.jobs().stream().map(ReferenceQueue::words))
          .as("step %d, %s, seed %d", step, what, seed)
          .containsExactlyElementsOf(entries);
      throw new AssertionError(
          "step %d, %s, seed %d: other jobs run than %s".formatted(step, what, seed, expected), e);
    }
    assertThat(jobs.paused()).isEqualTo(reference.paused);
  }
}
