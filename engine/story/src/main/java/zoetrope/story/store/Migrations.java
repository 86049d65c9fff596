package zoetrope.story.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import zoetrope.story.DamagedStoryException;
import zoetrope.story.NewerStoryException;
import zoetrope.story.StoryProblem;

/**
 * The schema's history: script {@code n} leads from version {@code n - 1} to {@code n}. The version
 * is SQLite's {@code user_version}, which is part of the transaction, so that a schema is never
 * half new.
 */
record Migrations(List<String> scripts) {
  Migrations {
    scripts = List.copyOf(scripts);
  }

  /**
   * Those that came with this version of the studio: {@code 0001.sql}, {@code 0002.sql} and so on.
   */
  static Migrations shipped() {
    List<String> scripts = new ArrayList<>();
    while (true) {
      try (InputStream script =
          Migrations.class.getResourceAsStream("%04d.sql".formatted(scripts.size() + 1))) {
        if (script == null) {
          return new Migrations(scripts);
        }
        scripts.add(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the studio's own files cannot be read; install it again", e);
      }
    }
  }

  /** Brings a database up to date. */
  void apply(Database database, Path place) throws SQLException {
    if (version(database, place) < scripts.size()) {
      database.write(
          () -> {
            // Asked again inside the transaction: another process may have been faster.
            for (int version = version(database, place); version < scripts.size(); version++) {
              database.script(scripts.get(version));
              database.script("PRAGMA user_version = " + (version + 1));
            }
            return true;
          });
    }
  }

  private int version(Database database, Path place) throws SQLException {
    int version = Math.toIntExact(database.number("PRAGMA user_version"));
    if (version < 0) {
      throw new DamagedStoryException(null, place, StoryProblem.DAMAGED_HEAD, version);
    }
    if (version > scripts.size()) {
      throw new NewerStoryException(null, place, StoryProblem.NEWER, version, scripts.size());
    }
    return version;
  }
}
