package zoetrope.story.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zoetrope.story.DamagedStoryException;
import zoetrope.story.NotAStoryException;
import zoetrope.story.StoryException;
import zoetrope.story.StoryProblem;
import zoetrope.story.document.Story;

/**
 * A story's folder before it is open: claimed for a new story, or checked and brought up to date.
 */
final class StoryFolder {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final Path file;

  StoryFolder(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(StoryStore.DATABASE);
  }

  /** Makes the folder, which must be new or empty. */
  void claim() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new StoryException(null, folder, StoryProblem.OCCUPIED);
        }
      }
    } catch (IOException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  /** Removes what a failed creation left in the claimed folder. */
  void abandon() {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(path);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e)
                throws IOException {
              Files.delete(path);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException _) {
      // The error that led here is the one to tell; an unfinished folder is refused by open.
    }
  }

  /** Makes the database with a story in it. */
  void initialise(Story story) {
    try (Database database = Database.connect(file)) {
      database.script("PRAGMA application_id = " + Database.APPLICATION_ID);
      Migrations.shipped().apply(database, folder);
      database.write(
          () -> {
            new PartTable(database, new StoryJson(), folder).fill(story);
            return true;
          });
    } catch (SQLException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  /** Opens the database after checking that it is a story, not a newer one, and whole. */
  Database connect(Migrations migrations) throws SQLException {
    requireSqlite();
    Database database = Database.connect(file);
    try {
      if (database.number("PRAGMA application_id") != Database.APPLICATION_ID) {
        throw notAStory(StoryProblem.OTHER_PROGRAM);
      }
      requireOnlyTables(database);
      migrations.apply(database, folder);
      requireWhole(database);
      return database;
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void requireWhole(Database database) throws SQLException {
    List<String> findings = database.query("PRAGMA quick_check(3)", row -> row.getString(1));
    if (!findings.equals(List.of("ok"))) {
      throw new DamagedStoryException(
          null, file, StoryProblem.DAMAGED, String.join("; ", findings));
    }
  }

  /** A story has no triggers and views: in a stranger's file they could run with every edit. */
  private void requireOnlyTables(Database database) throws SQLException {
    if (database.number("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')")
        > 0) {
      throw new DamagedStoryException(null, file, StoryProblem.MORE_THAN_A_STORY);
    }
  }

  private void requireSqlite() {
    if (!Files.isRegularFile(file)) {
      throw notAStory(StoryProblem.NO_DATABASE);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      if (!Arrays.equals(stream.readNBytes(SQLITE.length), SQLITE)) {
        throw notAStory(StoryProblem.FOREIGN_DATABASE);
      }
    } catch (IOException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  private NotAStoryException notAStory(StoryProblem why) {
    return new NotAStoryException(null, folder, why, StoryStore.DATABASE, StoryStore.FOLDER_SUFFIX);
  }
}
