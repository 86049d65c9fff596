package zoetrope.story.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;

/** A story folder on SQLite; one lock for all, because a connection serves one thread at a time. */
final class SqliteStoryStore implements StoryStore {
  private final Path folder;
  private final Database database;
  private final PartTable parts;
  private final History history;
  private final TakeTable takes;
  private final ContentFolder media;
  private final ContentFolder takeFiles;
  private Story story;
  private long revision;

  private SqliteStoryStore(Path folder, Database database) throws SQLException {
    StoryJson json = new StoryJson();
    this.folder = folder;
    this.database = database;
    this.parts = new PartTable(database, json, folder);
    this.history = new History(database, parts);
    this.takes = new TakeTable(database, json, folder);
    this.media = new ContentFolder(folder.resolve("media"));
    this.takeFiles = new ContentFolder(folder.resolve("takes"));
    this.revision = -1;
    this.story = database.read(this::current);
  }

  static SqliteStoryStore create(Path folder, StoryDraft draft) {
    StoryFolder target = new StoryFolder(folder);
    target.claim();
    try {
      ContentFolder media = new ContentFolder(folder.resolve("media"));
      copy(draft, media);
      target.initialise(draft.story());
      return open(folder);
    } catch (RuntimeException e) {
      target.abandon();
      throw e;
    }
  }

  static SqliteStoryStore open(Path folder) {
    return open(folder, Migrations.shipped());
  }

  static SqliteStoryStore open(Path folder, Migrations migrations) {
    return open(folder, migrations, false);
  }

  static SqliteStoryStore read(Path folder) {
    return open(folder, Migrations.shipped(), true);
  }

  private static SqliteStoryStore open(Path folder, Migrations migrations, boolean reading) {
    try {
      Database database = new StoryFolder(folder).connect(migrations);
      try {
        if (reading) {
          database.script("PRAGMA query_only = 1");
        }
        return new SqliteStoryStore(folder, database);
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  private static void copy(StoryDraft draft, ContentFolder media) {
    draft
        .media()
        .forEach(
            (ref, file) ->
                InvalidStoryException.require(
                    ref.equals(media.put(file)),
                    file.toString(),
                    "changed while it was imported; import it again"));
  }

  /** The story of the open transaction. */
  private Story current() throws SQLException {
    long now = parts.revision();
    if (now != revision) {
      story = parts.load();
      revision = now;
    }
    return story;
  }

  @Override
  public synchronized void copyTo(Path to) {
    new StoryCopy(folder, to).ofOpen(database);
  }

  @Override
  public synchronized void snapshot(Path file) {
    try {
      database.copyTo(file);
    } catch (SQLException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public synchronized Story story() {
    return story;
  }

  @Override
  public synchronized Story refresh() {
    return reading(this::current);
  }

  @Override
  public Story apply(Edit edit) {
    return make(edit, "");
  }

  @Override
  public Story apply(Edit edit, String gesture) {
    InvalidStoryException.require(!gesture.isEmpty(), "gesture", "is empty; name the drag");
    return make(edit, gesture);
  }

  private synchronized Story make(Edit edit, String gesture) {
    writing(
        () -> {
          Story before = current();
          Story after = edit.applyTo(before);
          requireTakes(before, after);
          List<PartTable.Change> changes = parts.difference(before, after);
          if (!changes.isEmpty()) {
            history.make(edit.key(), gesture, changes);
          }
          return true;
        });
    return refresh();
  }

  private void requireTakes(Story before, Story after) throws SQLException {
    for (var pick : after.picks().entrySet()) {
      if (!before.pick(pick.getKey()).equals(Optional.of(pick.getValue()))) {
        InvalidStoryException.require(
            takes
                .find(pick.getValue())
                .filter(take -> take.shotId().equals(pick.getKey()))
                .isPresent(),
            "picks",
            "there is no take '%s' of the shot '%s'".formatted(pick.getValue(), pick.getKey()));
      }
    }
  }

  @Override
  public Story importDraft(StoryDraft draft) {
    copy(draft, media);
    return apply(new Edit.ReplaceStory(draft.story()));
  }

  @Override
  public synchronized Optional<String> undoable() {
    return reading(history::undoable);
  }

  @Override
  public synchronized Optional<String> redoable() {
    return reading(history::redoable);
  }

  @Override
  public synchronized boolean undo() {
    boolean done = writing(history::undo);
    refresh();
    return done;
  }

  @Override
  public synchronized boolean redo() {
    boolean done = writing(history::redo);
    refresh();
    return done;
  }

  @Override
  public synchronized void addTake(Take take) {
    take.files().values().forEach(takeFiles::locate);
    writing(
        () -> {
          takes.add(take);
          return true;
        });
  }

  @Override
  public synchronized List<Take> takes(String shotId) {
    return reading(() -> takes.of(shotId));
  }

  @Override
  public synchronized Optional<Take> take(String id) {
    return reading(() -> takes.find(id));
  }

  @Override
  public synchronized void star(String takeId, boolean starred) {
    boolean found = writing(() -> takes.star(takeId, starred));
    InvalidStoryException.require(found, "take", "there is no take '%s'".formatted(takeId));
  }

  @Override
  public synchronized void discard(String takeId, boolean discarded) {
    boolean found = writing(() -> takes.discard(takeId, discarded));
    InvalidStoryException.require(found, "take", "there is no take '%s'".formatted(takeId));
  }

  @Override
  public ContentFolder media() {
    return media;
  }

  @Override
  public ContentFolder takeFiles() {
    return takeFiles;
  }

  @Override
  public synchronized void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  private <T> T reading(Database.Work<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw StorageErrors.of(folder, e);
    }
  }

  private <T> T writing(Database.Work<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw StorageErrors.of(folder, e);
    }
  }
}
