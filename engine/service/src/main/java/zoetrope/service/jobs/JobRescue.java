package zoetrope.service.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** The jobs that can still be read, from both ends of the list up to where it is torn. */
  static Content salvage(Path file) {
    Map<Integer, Row> found = new TreeMap<>();
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
    Set<String> ids = new HashSet<>();
    return new Content(found.values().stream().filter(r -> ids.add(r.job().id())).toList(), paused);
  }

  private static void collect(Statement s, String direction, Map<Integer, Row> found) {
    try (ResultSet r = s.executeQuery("SELECT * FROM job ORDER BY place " + direction)) {
      while (r.next()) {
        found.putIfAbsent(r.getInt("place"), JobTable.row(r));
      }
    } catch (SQLException | RuntimeException _) {
      // Here it is torn.
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
