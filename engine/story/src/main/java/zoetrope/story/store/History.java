package zoetrope.story.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import zoetrope.story.store.PartTable.Change;

/**
 * The command log. Each step keeps the rows it changed as they were and as they became, so that
 * undo and redo are exact and need none of the code that made the edit.
 */
final class History {
  /** How many steps can be undone; older ones are forgotten. */
  static final int MAX_STEPS = 1_000;

  private static final String LAST_DONE = "SELECT max(number) AS number FROM step WHERE undone = 0";
  private static final String FIRST_UNDONE =
      "SELECT min(number) AS number FROM step WHERE undone = 1";

  private final Database database;
  private final PartTable parts;

  History(Database database, PartTable parts) {
    this.database = database;
    this.parts = parts;
  }

  /**
   * Makes changes and remembers them as a step, or as part of the last step if that had the same
   * gesture.
   */
  void make(String label, String gesture, List<Change> changes) throws SQLException {
    boolean merged = !gesture.isEmpty() && !redoable().isPresent() && gesture.equals(lastGesture());
    database.update("DELETE FROM step WHERE undone = 1");
    if (!merged) {
      database.update("INSERT INTO step (label, gesture) VALUES (?, ?)", label, gesture);
      database.update(
          "DELETE FROM step WHERE number <= (SELECT max(number) FROM step) - ?", MAX_STEPS);
    }
    long step = database.number(LAST_DONE);
    for (Change change : changes) {
      remember(step, change);
      parts.set(change.key(), change.after());
    }
    parts.touch();
  }

  private String lastGesture() throws SQLException {
    return database
        .query(
            "SELECT gesture FROM step WHERE undone = 0 ORDER BY number DESC LIMIT 1",
            row -> row.getString("gesture"))
        .stream()
        .findFirst()
        .orElse("");
  }

  /** A row that a merged step changes again keeps its first state. */
  private void remember(long step, Change change) throws SQLException {
    database.update(
        """
        INSERT INTO change (step, kind, id, before_position, before_body, after_position, after_body)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET after_position = excluded.after_position, after_body = excluded.after_body
        """,
        step,
        PartTable.name(change.key().kind()),
        change.key().id(),
        change.before().map(Part::position).orElse(null),
        change.before().map(Part::body).orElse(null),
        change.after().map(Part::position).orElse(null),
        change.after().map(Part::body).orElse(null));
  }

  Optional<String> undoable() throws SQLException {
    return label(LAST_DONE);
  }

  Optional<String> redoable() throws SQLException {
    return label(FIRST_UNDONE);
  }

  private Optional<String> label(String choice) throws SQLException {
    return database
        .query(
            "SELECT label FROM step WHERE number = (" + choice + ")", row -> row.getString("label"))
        .stream()
        .findFirst();
  }

  boolean undo() throws SQLException {
    if (undoable().isEmpty()) {
      return false;
    }
    long step = database.number(LAST_DONE);
    for (Change change : changes(step)) {
      parts.set(change.key(), change.before());
    }
    database.update("UPDATE step SET undone = 1 WHERE number = ?", step);
    parts.touch();
    return true;
  }

  boolean redo() throws SQLException {
    if (redoable().isEmpty()) {
      return false;
    }
    long step = database.number(FIRST_UNDONE);
    for (Change change : changes(step)) {
      parts.set(change.key(), change.after());
    }
    database.update("UPDATE step SET undone = 0 WHERE number = ?", step);
    parts.touch();
    return true;
  }

  private List<Change> changes(long step) throws SQLException {
    return database.query(
        "SELECT * FROM change WHERE step = ?",
        row ->
            new Change(
                PartTable.key(row), PartTable.state(row, "before"), PartTable.state(row, "after")),
        step);
  }
}
