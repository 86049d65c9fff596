package zoetrope.service.take;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * Where the takes of one piece of work are made.
 *
 * @param folder of the work, made when it is needed
 * @param work names the work: the same work never gives the same take twice
 * @param resumed whether what a failed attempt leaves serves the next one
 */
public record Staging(Path folder, String work, boolean resumed) {
  private static final String NAME = "staging";

  /** Inside the story, so that an attempt after a restart finds what the one before had saved. */
  public static Staging ofJob(Path story, String job) {
    return new Staging(story.resolve(NAME).resolve(job), job, true);
  }

  /** In the system's temporary folder, for work that is not tried again. */
  public static Staging temporary() {
    String work = "work-" + UUID.randomUUID();
    return new Staging(
        Path.of(System.getProperty("java.io.tmpdir"), "zoetrope-" + work), work, false);
  }

  /** The folder of the take of a seed. */
  public TakeFolder of(long seed) {
    return new TakeFolder(folder.resolve(Long.toString(seed)));
  }

  /** Takes everything away, as far as that is possible. */
  public void clear() {
    new TakeFolder(folder).delete();
  }

  /** Takes away what work left that is no longer asked for. */
  public static void sweep(Path story, Set<String> jobs) {
    Path all = story.resolve(NAME);
    if (!Files.isDirectory(all)) {
      return;
    }
    try (var found = Files.list(all)) {
      found
          .filter(p -> !jobs.contains(String.valueOf(p.getFileName())))
          .forEach(p -> new TakeFolder(p).delete());
    } catch (IOException _) {
      // Left-overs take space and harm nothing; the next opening tries again.
    }
  }
}
