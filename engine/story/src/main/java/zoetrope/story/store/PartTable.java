package zoetrope.story.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.document.Story;

/** The document's rows, and how they change. */
final class PartTable {
  /** What an edit does to one row; no part means no row. */
  record Change(Part.Key key, Optional<Part> before, Optional<Part> after) {}

  private final Database database;
  private final StoryJson json;
  private final Path place;

  PartTable(Database database, StoryJson json, Path place) {
    this.database = database;
    this.json = json;
    this.place = place;
  }

  /** Rises with every change of any process. */
  long revision() throws SQLException {
    return database.number("SELECT value FROM revision");
  }

  /** The whole document. */
  Story load() throws SQLException {
    try {
      return Part.toStory(
          database.query(
              "SELECT kind, id, position, body FROM part ORDER BY position, id", PartTable::part),
          json);
    } catch (JsonProcessingException | InvalidStoryException | NoSuchElementException e) {
      throw StorageErrors.damaged(place, e);
    }
  }

  /** The rows in which two stories differ. */
  List<Change> difference(Story before, Story after) {
    Map<Part.Key, Part> old = Part.of(before, json);
    Map<Part.Key, Part> young = Part.of(after, json);
    Map<Part.Key, Change> changes = new LinkedHashMap<>();
    old.forEach(
        (key, part) ->
            changes.put(
                key, new Change(key, Optional.of(part), Optional.ofNullable(young.get(key)))));
    young.forEach(
        (key, part) ->
            changes.putIfAbsent(key, new Change(key, Optional.empty(), Optional.of(part))));
    return changes.values().stream()
        .filter(change -> !change.before().equals(change.after()))
        .toList();
  }

  /** Writes a new document. */
  void fill(Story story) throws SQLException {
    for (Part part : Part.of(story, json).values()) {
      set(part.key(), Optional.of(part));
    }
  }

  /** Brings a row to a state. */
  void set(Part.Key key, Optional<Part> state) throws SQLException {
    String kind = name(key.kind());
    if (state.isPresent()) {
      database.update(
          "INSERT OR REPLACE INTO part (kind, id, position, body) VALUES (?, ?, ?, ?)",
          kind,
          key.id(),
          state.get().position(),
          state.get().body());
    } else {
      database.update("DELETE FROM part WHERE kind = ? AND id = ?", kind, key.id());
    }
  }

  /** Tells other processes that the document has changed. */
  void touch() throws SQLException {
    database.update("UPDATE revision SET value = value + 1");
  }

  static String name(Part.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static Part.Key key(ResultSet row) throws SQLException {
    return new Part.Key(
        Part.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("id"));
  }

  private static Part part(ResultSet row) throws SQLException {
    return new Part(
        key(row), row.getInt("position"), Objects.requireNonNull(row.getString("body")));
  }

  /** A state as the columns {@code prefix_position} and {@code prefix_body} hold it. */
  static Optional<Part> state(ResultSet row, String prefix) throws SQLException {
    @Nullable String body = row.getString(prefix + "_body");
    return body == null
        ? Optional.empty()
        : Optional.of(new Part(key(row), row.getInt(prefix + "_position"), body));
  }
}
