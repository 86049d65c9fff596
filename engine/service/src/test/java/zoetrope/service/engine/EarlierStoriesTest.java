package zoetrope.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.service.Installation;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.service.render.Progress;
import zoetrope.service.take.MadeTake;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/** What users of the first release have: {@code stories/README.md} says what lies in the folder. */
class EarlierStoriesTest {
  private static final Installation HOME =
      new Installation(Path.of("../..").toAbsolutePath().normalize());

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    folder = temp.resolve("Kept.zoetrope");
    try (InputStream in = getClass().getResourceAsStream("/stories/a904bf8.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        Path to = temp.resolve(e.getName());
        if (e.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          Files.copy(zip, to);
        }
      }
    }
  }

  @Test
  void opensWithItsShotsTakesAndTitles() {
    try (StoryStore store = StoryStore.open(folder)) {
      assertThat(store.story().shots())
          .extracting(Shot::id)
          .containsExactly("plain", "full", "later");
      assertThat(store.takes("plain")).extracting(Take::seed).containsExactly(11L);
      assertThat(store.takes("full")).extracting(Take::seed).containsExactly(41L);
      assertThat(store.story().timeline().titles()).hasSize(1);
      for (Take t : store.takes("full")) {
        assertThat(t.files().values()).allMatch(f -> Files.exists(store.takeFiles().locate(f)));
      }
    }
  }

  @Test
  void theQueueGoesOnFromSavedLatentsAndMakesNoTakeAgain() throws Exception {
    Path half =
        onlyFolderIn(onlyFolderIn(folder.resolve("staging"))).resolve("latents.safetensors");
    byte[] latents = Files.readAllBytes(half);
    try (StoryStore store = StoryStore.open(folder)) {
      Watched engine = new Watched(new LocalEngine(HOME, store));
      List<Job> jobs;
      try (StoryJobs queue = StoryJobs.open(folder, new StoryRunner(store, engine))) {
        assertThat(queue.jobs()).hasSize(3);
        jobs = finished(queue);
      }
      assertThat(jobs).extracting(Job::state).containsOnly(Job.State.DONE);
      assertThat(store.takes("plain")).extracting(Take::seed).containsExactly(11L);
      assertThat(store.takes("full")).extracting(Take::seed).containsExactlyInAnyOrder(41L, 42L);
      assertThat(store.takes("later")).extracting(Take::seed).containsExactly(7L);

      assertThat(engine.steps.keySet()).as("seeds that were worked on").doesNotContain(11L);
      assertThat(engine.steps.get(42L))
          .as("denoising steps are the first two")
          .isNotEmpty()
          .doesNotContain(1, 2);
      assertThat(engine.steps.get(7L)).contains(1, 2);
      Take resumed =
          store.takes("full").stream().filter(t -> t.seed() == 42).findFirst().orElseThrow();
      assertThat(store.takeFiles().locate(resumed.files().get(MadeTake.LATENTS)))
          .hasBinaryContent(latents);
    }
  }

  @Test
  void latentsOfKeptTakesAnswerTheirShotsAsTheyAreReadToday() throws IOException {
    try (StoryStore store = StoryStore.open(folder);
        Watched engine = new Watched(new LocalEngine(HOME, store))) {
      for (String id : List.of("plain", "full")) {
        Shot shot = store.story().shot(id).orElseThrow();
        Take take = store.takes(id).getFirst();
        TakeFolder again = TakeFolder.at(Files.createDirectories(temp.resolve(id)));
        Path latents = store.takeFiles().locate(take.files().get(MadeTake.LATENTS));
        Files.copy(latents, again.file(MadeTake.LATENTS));
        engine.make(shot, take.seed(), again, Progress.NONE, new CancelToken());
        assertThat(engine.steps.get(take.seed())).as(id).isNotEmpty().doesNotContain(1, 2);
      }
    }
  }

  private static List<Job> finished(StoryJobs queue) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!queue.jobs().stream().allMatch(j -> j.state().over()) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return queue.jobs();
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (var found = Files.list(parent)) {
      List<Path> all = found.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  /** The steps that were made, by seed. */
  private static final class Watched implements JobEngine {
    final Map<Long, List<Integer>> steps = new ConcurrentHashMap<>();
    private final JobEngine engine;

    Watched(JobEngine engine) {
      this.engine = engine;
    }

    @Override
    public MadeTake make(
        Shot shot, long seed, TakeFolder folder, Progress progress, CancelToken cancel) {
      List<Integer> done = steps.computeIfAbsent(seed, s -> new ArrayList<>());
      return engine.make(shot, seed, folder, (what, step, of) -> done.add(step), cancel);
    }

    @Override
    public void film(Path file, ExportSettings settings, Progress progress, CancelToken cancel) {
      engine.film(file, settings, progress, cancel);
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
