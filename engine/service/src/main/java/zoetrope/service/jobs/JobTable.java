package zoetrope.service.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.story.BusyStoryException;
import zoetrope.story.NewerStoryException;
import zoetrope.story.StoryException;

/**
 * The queue on disk. A lock file beside the database keeps a second program from running the same
 * jobs; the system frees it however the first one ends.
 */
final class JobTable implements AutoCloseable {
  private static final int VERSION = 1;
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final String SCHEMA =
      """
      CREATE TABLE job (
        place INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('generate', 'export')),
        shot TEXT, takes INTEGER, seed INTEGER,
        file TEXT, preset TEXT,
        error TEXT,
        ended INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE queue (one INTEGER PRIMARY KEY CHECK (one = 1), paused INTEGER NOT NULL) STRICT;
      INSERT INTO queue VALUES (1, 0);
      """;

  /**
   * @param ended when the job was over, milliseconds since 1970; 0 while it is not
   */
  record Row(Job job, long ended) {}

  /** The whole queue. */
  record Content(List<Row> rows, boolean paused) {
    Content {
      rows = List.copyOf(rows);
    }
  }

  private final Path file;
  private final FileChannel lock;
  private final Connection connection;

  private JobTable(Path file, FileChannel lock, Connection connection) {
    this.file = file;
    this.lock = lock;
    this.connection = connection;
  }

  /** Opens the queue of a story folder; one that is damaged is put aside and a new one begun. */
  static JobTable open(Path folder) {
    Path file = folder.resolve(StoryJobs.DATABASE);
    FileChannel lock = lock(folder);
    try {
      return new JobTable(file, lock, connect(file));
    } catch (SQLException e) {
      if (e.getErrorCode() != NOT_A_DATABASE && e.getErrorCode() != CORRUPT) {
        release(lock);
        throw failure(file, e);
      }
    } catch (StoryException e) {
      release(lock);
      throw e;
    }
    try {
      // A story must open although its queue is lost.
      putAside(file);
      return new JobTable(file, lock, connect(file));
    } catch (SQLException | IOException e) {
      release(lock);
      throw failure(file, e);
    }
  }

  private static FileChannel lock(Path folder) {
    Path file = folder.resolve("jobs.lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> held = tryLock(channel);
      if (held.isEmpty()) {
        channel.close();
        throw new BusyStoryException(
            "%s: the story is open in another window; close that one first".formatted(folder));
      }
      return channel;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    }
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException _) {
      // The system frees it when the program ends.
    }
  }

  private static void putAside(Path file) throws IOException {
    for (String tail : List.of("-wal", "-shm")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + tail));
    }
    Files.move(file, file.resolveSibling("jobs-damaged.db"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Connection connect(Path file) throws SQLException {
    Connection c = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement s = c.createStatement()) {
      s.execute("PRAGMA busy_timeout = 10000");
      s.execute("PRAGMA journal_mode = WAL");
      s.execute("PRAGMA synchronous = FULL");
      migrate(c, s, file);
      return c;
    } catch (SQLException | StoryException e) {
      c.close();
      throw e;
    }
  }

  private static void migrate(Connection c, Statement s, Path file) throws SQLException {
    int version;
    try (ResultSet r = s.executeQuery("PRAGMA user_version")) {
      version = r.getInt(1);
    }
    if (version > VERSION) {
      throw new NewerStoryException(
          "%s: a newer version of the studio wrote this queue; install that version"
              .formatted(file));
    }
    c.setAutoCommit(false);
    if (version < 1) {
      for (String statement : SCHEMA.split(";\n")) {
        s.executeUpdate(statement);
      }
      s.executeUpdate("PRAGMA user_version = " + VERSION);
    }
    c.commit();
  }

  synchronized Content read() {
    List<Row> rows = new ArrayList<>();
    try (Statement s = connection.createStatement()) {
      try (ResultSet r = s.executeQuery("SELECT * FROM job ORDER BY place")) {
        while (r.next()) {
          rows.add(row(r));
        }
      }
      try (ResultSet r = s.executeQuery("SELECT paused FROM queue")) {
        return new Content(rows, r.next() && r.getBoolean(1));
      }
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      rollback();
    }
  }

  private static Row row(ResultSet r) throws SQLException {
    Work work =
        r.getString("kind").equals("generate")
            ? new Work.Generate(r.getString("shot"), r.getInt("takes"), r.getLong("seed"))
            : new Work.Export(Path.of(r.getString("file")), r.getString("preset"));
    Job.State state = Job.State.valueOf(r.getString("state"));
    Job job =
        new Job(
            r.getString("id"),
            work,
            state,
            state == Job.State.DONE ? 1 : 0,
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(r.getString("error")));
    return new Row(job, r.getLong("ended"));
  }

  /** Puts the whole queue on disk, all of it or nothing; queues are short. */
  synchronized void write(Content content) {
    try (Statement s = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO job VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
      s.executeUpdate("DELETE FROM job");
      for (int i = 0; i < content.rows().size(); i++) {
        bind(insert, i, content.rows().get(i));
        insert.executeUpdate();
      }
      s.executeUpdate("UPDATE queue SET paused = " + (content.paused() ? 1 : 0));
      connection.commit();
    } catch (SQLException e) {
      rollback();
      throw failure(file, e);
    }
  }

  private static void bind(PreparedStatement s, int place, Row row) throws SQLException {
    s.setInt(1, place);
    s.setString(2, row.job().id());
    s.setString(3, row.job().state().name());
    for (int i = 5; i <= 9; i++) {
      s.setNull(i, Types.NULL);
    }
    switch (row.job().work()) {
      case Work.Generate(String shot, int takes, long seed) -> {
        s.setString(4, "generate");
        s.setString(5, shot);
        s.setInt(6, takes);
        s.setLong(7, seed);
      }
      case Work.Export(Path file, String preset) -> {
        s.setString(4, "export");
        s.setString(8, file.toAbsolutePath().toString());
        s.setString(9, preset);
      }
    }
    s.setString(10, row.job().error().orElse(null));
    s.setLong(11, row.ended());
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException _) {
      // SQLite has rolled back already, which is why there is nothing to roll back.
    }
  }

  private static StoryException failure(Path file, Exception e) {
    return new StoryException(
        "%s: the queue cannot be kept (%s); see that the disk has space and the folder may be written"
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      release(lock);
    }
  }
}
