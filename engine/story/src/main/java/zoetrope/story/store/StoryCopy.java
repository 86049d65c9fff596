package zoetrope.story.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of a story in another folder. Content never changes, so its files are linked where the
 * file system can, and copied elsewhere.
 */
final class StoryCopy {
  private static final List<String> CONTENT = List.of("media", "takes");

  private final Path from;
  private final Path to;
  private final StoryFolder target;

  StoryCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
    this.target = new StoryFolder(to);
  }

  /** What a database holds now, whoever else has it open. */
  void ofOpen(Database database) {
    make(
        () -> {
          try {
            database.update("VACUUM INTO ?", to.resolve(StoryStore.DATABASE).toString());
          } catch (SQLException e) {
            throw StorageErrors.of(to, e);
          }
        });
  }

  /** What a folder holds that nobody has open. */
  void ofClosed() {
    make(() -> Files.copy(from.resolve(StoryStore.DATABASE), to.resolve(StoryStore.DATABASE)));
  }

  private interface Step {
    void run() throws IOException;
  }

  private void make(Step database) {
    target.claim();
    try {
      for (String name : CONTENT) {
        content(name);
      }
      database.run();
    } catch (IOException e) {
      target.abandon();
      throw StorageErrors.of(to, e);
    } catch (RuntimeException e) {
      target.abandon();
      throw e;
    }
  }

  private void content(String name) throws IOException {
    Path source = from.resolve(name);
    if (!Files.isDirectory(source)) {
      return;
    }
    Path place = Files.createDirectories(to.resolve(name));
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".part")).toList()) {
        link(file, place.resolve(String.valueOf(file.getFileName())));
      }
    }
  }

  private static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (IOException | UnsupportedOperationException _) {
      Files.copy(file, name); // another disk, or one without links
    }
  }
}
