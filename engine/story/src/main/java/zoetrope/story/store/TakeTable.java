package zoetrope.story.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;

/** Takes with their scores and files. */
final class TakeTable {
  private final Database database;
  private final StoryJson json;
  private final Path place;

  TakeTable(Database database, StoryJson json, Path place) {
    this.database = database;
    this.json = json;
    this.place = place;
  }

  void add(Take take) throws SQLException {
    InvalidStoryException.require(
        find(take.id()).isEmpty(), "take", "there is a take '%s' already".formatted(take.id()));
    database.update(
        "INSERT INTO take (id, shot, seed, recipe, created, starred) VALUES (?, ?, ?, ?, ?, ?)",
        take.id(),
        take.shotId(),
        take.seed(),
        json.write(take.recipe()),
        take.created().toString(),
        take.starred() ? 1 : 0);
    long number = database.number("SELECT max(number) FROM take");
    for (var score : take.scores().entrySet()) {
      database.update(
          "INSERT INTO take_score VALUES (?, ?, ?)", number, score.getKey(), score.getValue());
    }
    for (var file : take.files().entrySet()) {
      MediaRef ref = file.getValue();
      database.update(
          "INSERT INTO take_file VALUES (?, ?, ?, ?)",
          number,
          file.getKey(),
          ref.sha256(),
          ref.extension());
    }
  }

  List<Take> of(String shot) throws SQLException {
    return database.query(
        "SELECT * FROM take WHERE shot = ? AND discarded = 0 ORDER BY number", this::take, shot);
  }

  Optional<Take> find(String id) throws SQLException {
    return database.query("SELECT * FROM take WHERE id = ?", this::take, id).stream().findFirst();
  }

  /** False if there is no such take. */
  boolean star(String id, boolean starred) throws SQLException {
    return database.update("UPDATE take SET starred = ? WHERE id = ?", starred ? 1 : 0, id) == 1;
  }

  /** False if there is no such take. */
  boolean discard(String id, boolean discarded) throws SQLException {
    return database.update("UPDATE take SET discarded = ? WHERE id = ?", discarded ? 1 : 0, id)
        == 1;
  }

  private Take take(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    Map<String, Double> scores = new HashMap<>();
    Map<String, MediaRef> files = new HashMap<>();
    database.query(
        "SELECT name, value FROM take_score WHERE take = ?",
        score -> scores.put(score.getString("name"), score.getDouble("value")),
        number);
    database.query(
        "SELECT role, sha256, extension FROM take_file WHERE take = ?",
        file ->
            files.put(
                file.getString("role"),
                new MediaRef(file.getString("sha256"), file.getString("extension"))),
        number);
    try {
      return new Take(
          row.getString("id"),
          row.getString("shot"),
          row.getLong("seed"),
          json.read(row.getString("recipe"), Shot.class),
          scores,
          files,
          Instant.parse(row.getString("created")),
          row.getInt("starred") == 1);
    } catch (JsonProcessingException | InvalidStoryException | DateTimeException e) {
      throw StorageErrors.damaged(place, e);
    }
  }
}
