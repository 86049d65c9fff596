package zoetrope.service.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zoetrope.story.NewerStoryException;
import zoetrope.story.StoryException;
import zoetrope.story.StoryProblem;

/**
 * Opens a queue's database and brings it up to date: script {@code n} leads from version {@code n -
 * 1} to {@code n}, as in the story's own database.
 */
final class JobSchema {
  /** SQLite's codes of a file that is damaged and of one that is none of its own. */
  static final int CORRUPT = 11;

  static final int NOT_A_DATABASE = 26;

  private JobSchema() {}

  /** A connection without automatic commits, to a database that is whole. */
  static Connection connect(Path file) throws SQLException {
    Connection c = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement s = c.createStatement()) {
      s.execute("PRAGMA busy_timeout = 10000");
      s.execute("PRAGMA journal_mode = WAL");
      s.execute("PRAGMA synchronous = FULL");
      int version = version(s, file);
      // Before it is migrated: a script would copy what is torn, and the damage be seen no more.
      requireWhole(s);
      c.setAutoCommit(false);
      migrate(s, version, scripts());
      c.commit();
      return c;
    } catch (SQLException | StoryException e) {
      c.close();
      throw e;
    }
  }

  private static int version(Statement s, Path file) throws SQLException {
    int version;
    try (ResultSet r = s.executeQuery("PRAGMA user_version")) {
      version = r.getInt(1);
    }
    if (version < 0) {
      throw new SQLException("schema " + version, "", CORRUPT);
    }
    if (version > scripts().size()) {
      throw new NewerStoryException(null, file, StoryProblem.NEWER_QUEUE);
    }
    return version;
  }

  private static void migrate(Statement s, int from, List<String> scripts) throws SQLException {
    for (int version = from; version < scripts.size(); version++) {
      for (String statement : scripts.get(version).split(";\\s*\n")) {
        s.executeUpdate(statement);
      }
      s.executeUpdate("PRAGMA user_version = " + (version + 1));
    }
  }

  /**
   * An empty queue in memory, of the version whose jobs have these columns; {@link #migrate} leads
   * on from there. Empty where no version has them.
   */
  static Optional<Connection> likeOne(Set<String> columns) throws SQLException {
    Connection c = DriverManager.getConnection("jdbc:sqlite::memory:");
    try (Statement s = c.createStatement()) {
      for (int version = 0; version < scripts().size(); version++) {
        migrate(s, version, scripts().subList(0, version + 1));
        if (columns(s).equals(columns)) {
          return Optional.of(c);
        }
      }
    }
    c.close();
    return Optional.empty();
  }

  /** Brings what {@link #likeOne} made up to date. */
  static void migrate(Connection c) throws SQLException {
    try (Statement s = c.createStatement();
        ResultSet r = s.executeQuery("PRAGMA user_version")) {
      int version = r.getInt(1);
      migrate(s, version, scripts());
    }
  }

  private static Set<String> columns(Statement s) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet r = s.executeQuery("SELECT name FROM pragma_table_info('job')")) {
      while (r.next()) {
        names.add(r.getString(1));
      }
    }
    return names;
  }

  private static void requireWhole(Statement s) throws SQLException {
    try (ResultSet r = s.executeQuery("PRAGMA quick_check(1)")) {
      String finding = r.next() ? r.getString(1) : "no answer";
      if (!"ok".equals(finding)) {
        throw new SQLException(finding, "", CORRUPT);
      }
    }
  }

  /** Whether the file is at fault, and not the disk or another program. */
  static boolean damaged(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == CORRUPT || code == NOT_A_DATABASE;
  }

  private static List<String> scripts() {
    List<String> all = new ArrayList<>();
    while (true) {
      String name = "%04d.sql".formatted(all.size() + 1);
      try (@Nullable InputStream script = JobSchema.class.getResourceAsStream(name)) {
        if (script == null) {
          return all;
        }
        all.add(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the studio's own files cannot be read; install it again", e);
      }
    }
  }
}
