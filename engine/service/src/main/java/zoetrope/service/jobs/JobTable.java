package zoetrope.service.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zoetrope.story.StoryException;
import zoetrope.story.StoryProblem;

/** The queue on disk. A file that is damaged is put aside, and what can be read of it kept. */
final class JobTable implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final String INSERT =
      "INSERT OR REPLACE INTO job (place, id, state, work, error, ended, priority, begun, lost,"
          + " errors) VALUES (?,?,?,?,?,?,?,?,?,?)";

  /**
   * @param ended when the job was over, milliseconds since 1970; 0 while it is not
   */
  record Row(Job job, long ended) {
    static Row waiting(Job j) {
      return new Row(j.in(Job.State.WAITING), 0);
    }

    static Row over(Job j, Job.State state, Optional<String> error, long now) {
      Job ended = j.in(state).because(error);
      boolean whole = state == Job.State.DONE;
      return new Row(whole ? ended : ended.at(j.done(), Optional.empty()), now);
    }

    Row kept() {
      return new Row(job.kept(), ended);
    }
  }

  /** The whole queue. */
  record Content(List<Row> rows, boolean paused) {
    Content {
      rows = List.copyOf(rows);
    }

    Content kept() {
      return new Content(rows.stream().map(Row::kept).toList(), paused);
    }
  }

  private final WorkJson json = new WorkJson();
  private final Path file;
  private final JobLock lock;
  private Connection connection;
  private boolean spent;
  private Content written = new Content(List.of(), false);
  private Optional<String> warning = Optional.empty();

  private JobTable(Path file, JobLock lock, Connection connection) {
    this.file = file;
    this.lock = lock;
    this.connection = connection;
  }

  /** Opens the queue of a story folder. A story must open although its queue is damaged. */
  static JobTable open(Path folder) {
    Path file = folder.resolve(StoryJobs.DATABASE);
    JobLock lock = JobLock.take(folder);
    try {
      JobTable table = connected(file, lock);
      table.written = table.load();
      return table;
    } catch (SQLException e) {
      if (!JobSchema.damaged(e)) {
        lock.close();
        throw failure(file, e);
      }
    } catch (StoryException e) {
      lock.close();
      throw e;
    }
    try {
      return rescued(file, lock);
    } catch (SQLException | IOException e) {
      lock.close();
      throw failure(file, e);
    }
  }

  private static JobTable connected(Path file, JobLock lock) throws SQLException {
    return new JobTable(file, lock, JobSchema.connect(file));
  }

  private static JobTable rescued(Path file, JobLock lock) throws SQLException, IOException {
    Content saved = JobRescue.salvage(file);
    Path aside = JobRescue.putAside(file);
    JobTable table = connected(file, lock);
    table.store(saved);
    table.warning = Optional.of(JobRescue.words(aside, saved.rows().size()));
    return table;
  }

  /** What the user should know about the file. */
  synchronized Optional<String> warning() {
    return warning;
  }

  synchronized Content read() {
    return written;
  }

  private Content load() throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement s = connection.createStatement()) {
      try (ResultSet r = s.executeQuery("SELECT * FROM job ORDER BY place")) {
        while (r.next()) {
          rows.add(row(r, json));
        }
      }
      try (ResultSet r = s.executeQuery("SELECT paused FROM queue")) {
        return new Content(rows, r.next() && r.getBoolean(1));
      }
    } catch (RuntimeException e) {
      connection.close();
      throw new SQLException(e.getMessage(), "", JobSchema.CORRUPT);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Throws {@link RuntimeException} for a row that no version wrote. */
  static Row row(ResultSet r, WorkJson json) throws SQLException {
    // Ids become names of folders.
    if (!ID.matcher(r.getString("id")).matches()) {
      throw new IllegalArgumentException("id");
    }
    Job.Attempts attempts =
        new Job.Attempts(r.getInt("begun"), r.getInt("lost"), errors(r.getString("errors")));
    Job job =
        new Job(r.getString("id"), json.read(r.getString("work")))
            .with(Job.Priority.valueOf(r.getString("priority")))
            .with(attempts)
            .in(Job.State.valueOf(r.getString("state")))
            .because(Optional.ofNullable(r.getString("error")));
    return new Row(job, r.getLong("ended"));
  }

  private static List<String> errors(String json) {
    try {
      return List.of(new ObjectMapper().readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("errors", e);
    }
  }

  /**
   * Makes the queue durable, all of it or nothing. Where the file turns out to be damaged, a new
   * one takes its place: what is given here is the whole queue.
   */
  synchronized void write(Content content) {
    try {
      try {
        store(content.kept());
      } catch (SQLException e) {
        if (!JobSchema.damaged(e)) {
          throw e;
        }
        replace(content.kept());
      }
    } catch (SQLException | IOException e) {
      throw failure(file, e);
    }
  }

  private void replace(Content content) throws SQLException, IOException {
    connection.close();
    Path aside = JobRescue.putAside(file);
    connection = JobSchema.connect(file);
    written = new Content(List.of(), false);
    store(content);
    warning = Optional.of(JobRescue.words(aside, content.rows().size()));
  }

  /** Writes the rows that differ from what is on disk. */
  private void store(Content content) throws SQLException {
    reconnect();
    List<Row> old = written.rows();
    List<Row> rows = content.rows();
    try (Statement s = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      if (rows.size() < old.size()) {
        s.executeUpdate("DELETE FROM job WHERE place >= " + rows.size());
      }
      for (int i = 0; i < rows.size(); i++) {
        if (i >= old.size() || !rows.get(i).equals(old.get(i))) {
          bind(insert, i, rows.get(i));
          insert.executeUpdate();
        }
      }
      s.executeUpdate("UPDATE queue SET paused = " + (content.paused() ? 1 : 0));
      connection.commit();
      written = content;
    } catch (SQLException e) {
      rollback();
      throw e;
    }
  }

  private void bind(PreparedStatement s, int place, Row row) throws SQLException {
    Job job = row.job();
    s.setInt(1, place);
    s.setString(2, job.id());
    s.setString(3, job.state().name());
    s.setString(4, json.write(job.work()));
    s.setString(5, job.error().orElse(null));
    s.setLong(6, row.ended());
    s.setString(7, job.priority().name());
    s.setInt(8, job.attempts().begun());
    s.setInt(9, job.attempts().lost());
    s.setString(10, json(job.attempts().errors()));
  }

  private static String json(List<String> errors) {
    try {
      return new ObjectMapper().writeValueAsString(errors);
    } catch (JsonProcessingException e) {
      throw new AssertionError("every list of strings has a JSON form", e);
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException _) {
      // SQLite rolls back on its own after a full disk and the like; the driver then takes this
      // connection for one that is in a transaction still, and every further commit would fail.
      spent = true;
    }
  }

  private void reconnect() throws SQLException {
    if (spent) {
      connection.close();
      connection = JobSchema.connect(file);
      spent = false;
    }
  }

  static StoryException failure(Path file, Exception e) {
    return new StoryException(e, file, StoryProblem.QUEUE_NOT_KEPT, e.getMessage());
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    } finally {
      lock.close();
    }
  }
}
