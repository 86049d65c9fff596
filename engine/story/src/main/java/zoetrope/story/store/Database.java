package zoetrope.story.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import zoetrope.story.StoryException;

/**
 * One connection to a story's database, and transactions on it. Not safe for use from several
 * threads.
 */
final class Database implements AutoCloseable {
  /** "Zoet": tells a story from other SQLite files. */
  static final int APPLICATION_ID = 0x5A6F6574;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /** Opens a database file, or makes an empty one. */
  static Database connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
    Database database =
        new Database(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    // Expressions in a stranger's schema may not call functions.
    database.script("PRAGMA trusted_schema = OFF");
    return database;
  }

  /** Copies all of the database, as it is now, into a new file; not within a transaction. */
  void copyTo(Path file) throws SQLException {
    update("VACUUM INTO ?", file.toAbsolutePath().toString());
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** What becomes of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs work that sees one state of the database. */
  <T> T read(Work<T> work) throws SQLException {
    return transaction("BEGIN", work);
  }

  /** Runs work that changes the database, all of it or nothing; waits for other writers first. */
  <T> T write(Work<T> work) throws SQLException {
    return transaction("BEGIN IMMEDIATE", work);
  }

  private <T> T transaction(String begin, Work<T> work) throws SQLException {
    script(begin);
    try {
      T result = work.run();
      script("COMMIT");
      return result;
    } catch (SQLException | StoryException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    try {
      script("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back on its own after a full disk and the like; then there is nothing
      // left to do.
      cause.addSuppressed(e);
    }
  }

  /** Runs statements without parameters. */
  void script(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Runs a statement; gives how many rows it changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** Every row of a query. */
  <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet results = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (results.next()) {
        rows.add(row.read(results));
      }
      return rows;
    }
  }

  /** The single number that a query gives. */
  long number(String sql) throws SQLException {
    return query(sql, row -> row.getLong(1)).getFirst();
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
