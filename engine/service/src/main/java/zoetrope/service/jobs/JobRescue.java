package zoetrope.service.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zoetrope.service.jobs.JobTable.Content;
import zoetrope.service.jobs.JobTable.Row;

/**
 * What can be had of a queue whose file is damaged. The log beside it counts: SQLite reads the
 * pages that are in there from there.
 */
final class JobRescue {
  private static final List<String> TAILS = List.of("", "-wal", "-shm");

  private JobRescue() {}

  /**
   * The jobs that can still be read, from both ends of the list up to where it is torn. They are
   * copied as they are into a whole queue of the file's version, which is then brought up to date
   * as any other.
   */
  static Content salvage(Path file) {
    Map<Integer, Map<String, Object>> found = new TreeMap<>();
    boolean paused = false;
    if (!Files.exists(file)) {
      return new Content(List.of(), false);
    }
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        Statement s = c.createStatement()) {
      collect(s, "ASC", found);
      collect(s, "DESC", found);
      try (ResultSet r = s.executeQuery("SELECT paused FROM queue")) {
        paused = r.next() && r.getBoolean(1);
      }
    } catch (SQLException _) {
      // What was read before is what there is.
    }
    return new Content(rows(found), paused);
  }

  private static void collect(
      Statement s, String direction, Map<Integer, Map<String, Object>> found) {
    try (ResultSet r = s.executeQuery("SELECT * FROM job ORDER BY place " + direction)) {
      ResultSetMetaData names = r.getMetaData();
      while (r.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= names.getColumnCount(); i++) {
          row.put(names.getColumnName(i), r.getObject(i));
        }
        found.putIfAbsent(r.getInt("place"), row);
      }
    } catch (SQLException | RuntimeException _) {
      // Here it is torn.
    }
  }

  private static List<Row> rows(Map<Integer, Map<String, Object>> found) {
    List<Row> rows = new ArrayList<>();
    Optional<Set<String>> columns = found.values().stream().map(Map::keySet).findFirst();
    try {
      Optional<Connection> queue =
          columns.isEmpty() ? Optional.empty() : JobSchema.likeOne(columns.get());
      if (queue.isPresent()) {
        try (Connection whole = queue.get()) {
          found.values().forEach(row -> insert(whole, row));
          JobSchema.migrate(whole);
          read(whole, rows);
        }
      }
    } catch (SQLException _) {
      // What was read before is what there is.
    }
    return rows;
  }

  private static void insert(Connection whole, Map<String, Object> row) {
    String sql =
        "INSERT INTO job (%s) VALUES (%s)"
            .formatted(
                String.join(", ", row.keySet()),
                String.join(", ", Collections.nCopies(row.size(), "?")));
    try (PreparedStatement s = whole.prepareStatement(sql)) {
      int i = 1;
      for (Object value : row.values()) {
        s.setObject(i++, value);
      }
      s.executeUpdate();
    } catch (SQLException _) {
      // No version wrote this row, or it is there twice.
    }
  }

  private static void read(Connection whole, List<Row> rows) throws SQLException {
    WorkJson json = new WorkJson();
    try (Statement s = whole.createStatement();
        ResultSet r = s.executeQuery("SELECT * FROM job ORDER BY place")) {
      while (r.next()) {
        try {
          rows.add(JobTable.row(r, json));
        } catch (RuntimeException _) {
          // Garbage that the form of the table allows.
        }
      }
    }
  }

  /** Puts the file and its log aside, under a name that nothing has yet; gives that name. */
  static Path putAside(Path file) throws IOException {
    int n = 1;
    while (Files.exists(aside(file, n))) {
      n++;
    }
    for (String tail : TAILS) {
      Path from = file.resolveSibling(file.getFileName() + tail);
      if (Files.exists(from)) {
        Files.move(from, file.resolveSibling(aside(file, n).getFileName() + tail));
      }
    }
    return aside(file, n);
  }

  private static Path aside(Path file, int n) {
    return file.resolveSibling("jobs-damaged-" + n + ".db");
  }

  /** What to tell the user. */
  static String words(Path aside, int saved) {
    return "%s: the queue was damaged; %s, and what is left of the old file was put there. The story and its takes are not affected"
        .formatted(
            aside,
            saved == 0
                ? "none of its jobs could be read, so it is empty"
                : "%d of its jobs were read and are kept".formatted(saved));
  }
}
