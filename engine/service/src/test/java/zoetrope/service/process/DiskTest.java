package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import zoetrope.service.TinyStudio;
import zoetrope.service.jobs.Job;
import zoetrope.story.ReadOnlyStoryException;
import zoetrope.story.edit.Edit;
import zoetrope.story.store.StoryStore;

/** Disks that are full or cannot be written, which only root can make: skipped for others. */
@Tag("process")
@EnabledOnOs(OS.LINUX)
@ResourceLock(EngineBench.ENGINES)
class DiskTest {
  @TempDir Path folder;
  private TinyStudio tiny;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    tiny = new TinyStudio(folder);
    disk = Files.createDirectory(folder.resolve("disk"));
    String said = run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString());
    assumeTrue(said.isEmpty(), "no small disk can be mounted here: " + said);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "--recursive", "--lazy", disk.toString());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return p.waitFor() == 0 ? "" : "failed: " + said;
  }

  private EngineBench open(Path story) {
    return EngineBench.open(
        story, EngineBench.launch(tiny.home()), EngineBench.QUICK, EngineBench.RETRIES);
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("space");
    }
  }

  @Test
  void aFullDiskFailsTheJobInWordsAndFreeSpaceLetsItFinish() throws Exception {
    Path story = EngineBench.story(disk, tiny);
    Path filler = disk.resolve("filler");
    try (EngineBench b = open(story)) {
      assertThat(b.over(b.submit("one", 1, 1)).state()).isEqualTo(Job.State.DONE);
      Job job = b.submit("one", 6, 2);
      b.steps(job);
      fill(filler);
      Job failed = b.over(job);
      assertThat(failed.state()).as(failed.toString()).isEqualTo(Job.State.FAILED);
      assertThat(failed.error().orElseThrow()).containsIgnoringCase("space");
      assertThat(b.seeds("one")).contains(1L).doesNotHaveDuplicates();
      Files.delete(filler);
      b.jobs.retry(job.id());
      assertThat(b.over(job).state()).as(job.toString()).isEqualTo(Job.State.DONE);
    }
    try (StoryStore store = StoryStore.open(story)) {
      assertThat(store.takes("one"))
          .extracting(t -> t.seed())
          .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }
  }

  /** The engine writes into the one, the studio into the other. */
  @Test
  void aFolderThatTurnsReadOnlyFailsTheJobInWordsAndLosesNothing() throws Exception {
    Path story = EngineBench.story(disk, tiny);
    try (EngineBench b = open(story)) {
      assertThat(b.over(b.submit("one", 1, 1)).state()).isEqualTo(Job.State.DONE);
      long seed = 2;
      for (String name : List.of("staging", "takes")) {
        String folder = story.resolve(name).toString();
        Job job = b.submit("one", 4, seed);
        b.steps(job);
        assertThat(run("mount", "--bind", folder, folder)).isEmpty();
        assertThat(run("mount", "-o", "remount,bind,ro", folder)).isEmpty();
        Job failed = b.over(job);
        assertThat(failed.state()).as("%s: %s", name, failed).isEqualTo(Job.State.FAILED);
        assertThat(failed.error().orElseThrow())
            .contains("Two.zoetrope/" + name)
            .containsPattern("Read-only file system|cannot be written");
        assertThat(run("umount", "--lazy", folder)).isEmpty();
        b.jobs.retry(job.id());
        assertThat(b.over(job).state()).as("%s: %s", name, job).isEqualTo(Job.State.DONE);
        seed += 4;
        assertThat(b.seeds("one")).isEqualTo(LongStream.range(1, seed).boxed().toList());
      }
    }
  }

  @Test
  void aStoryOnADiskThatCannotBeWrittenIsNotOpenedAndIsWholeLater() throws Exception {
    Path story = EngineBench.story(disk, tiny);
    try (StoryStore store = StoryStore.open(story)) {
      store.apply(new Edit.SetTitle("Later"));
    }
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isEmpty();
    assertThatThrownBy(() -> StoryStore.open(story))
        .isInstanceOf(ReadOnlyStoryException.class)
        .hasMessageContaining("allow writing, or copy the story");
    assertThat(run("mount", "-o", "remount,rw", disk.toString())).isEmpty();
    try (StoryStore store = StoryStore.open(story)) {
      assertThat(store.story().title()).isEqualTo("Later");
    }
  }
}
