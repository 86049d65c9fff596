package zoetrope.app.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import zoetrope.story.MediaRef;
import zoetrope.story.StoryException;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.Take;
import zoetrope.story.store.Edit;
import zoetrope.story.store.StoryStore;

/**
 * The open story, its history, and what is selected in it. Edits go through here and are durable
 * when the call returns; one that fails leaves everything as it was and becomes a notice.
 */
public final class StoryModel {
  private final StoryStore store;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<Story> story = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Optional<String>> undoable =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> redoable =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Optional<String>> selectedShot =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Shot>> shot =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<Take> takes = FXCollections.observableArrayList();
  private final LongProperty playhead = new SimpleLongProperty();
  private final Map<String, Optional<Take>> picked = new HashMap<>();

  /**
   * @param store stays the caller's to close
   */
  public StoryModel(StoryStore store, Notices notices) {
    this.store = store;
    this.notices = notices;
    selectedShot.addListener((o, was, is) -> follow());
    refresh();
    selectedShot.set(store.story().shots().stream().findFirst().map(Shot::id));
  }

  public StoryStore store() {
    return store;
  }

  /** The document as it is now. */
  public ReadOnlyObjectProperty<Story> story() {
    return story.getReadOnlyProperty();
  }

  /** The {@link Edit#key} of what undo would take back. */
  public ReadOnlyObjectProperty<Optional<String>> undoable() {
    return undoable.getReadOnlyProperty();
  }

  /** The {@link Edit#key} of what redo would do again. */
  public ReadOnlyObjectProperty<Optional<String>> redoable() {
    return redoable.getReadOnlyProperty();
  }

  /** The id of the shot that canvas, inspector and takes show. */
  public ObjectProperty<Optional<String>> selectedShot() {
    return selectedShot;
  }

  /** The selected shot as it is now. */
  public ReadOnlyObjectProperty<Optional<Shot>> shot() {
    return shot.getReadOnlyProperty();
  }

  /** Takes of the selected shot, the newest last. */
  public ObservableList<Take> takes() {
    return takes;
  }

  /** Where in the film the play head stands, in ticks. */
  public LongProperty playhead() {
    return playhead;
  }

  /** Makes an edit; false when it was refused. */
  public boolean apply(Edit edit) {
    return attempt(() -> store.apply(edit));
  }

  /** Makes an edit that merges with others of one gesture, such as a drag. */
  public boolean apply(Edit edit, String gesture) {
    return attempt(() -> store.apply(edit, gesture));
  }

  /** Changes the selected shot, if there is one. */
  public boolean editShot(UnaryOperator<Shot> change) {
    return shot.get().isPresent()
        && attempt(() -> store.apply(new Edit.PutShot(change.apply(shot.get().get()))));
  }

  /** The same as part of a gesture. */
  public boolean editShot(UnaryOperator<Shot> change, String gesture) {
    return shot.get().isPresent()
        && attempt(() -> store.apply(new Edit.PutShot(change.apply(shot.get().get())), gesture));
  }

  public void undo() {
    attempt(store::undo);
  }

  public void redo() {
    attempt(store::redo);
  }

  /** Looks at the store again, after takes came or another process wrote. */
  public void refresh() {
    Story now = store.story();
    picked.clear();
    story.set(now);
    undoable.set(store.undoable());
    redoable.set(store.redoable());
    Optional<String> chosen = selectedShot.get();
    if (chosen.isPresent() && now.shot(chosen.get()).isEmpty()) {
      selectedShot.set(now.shots().stream().findFirst().map(Shot::id));
    }
    follow();
  }

  private void follow() {
    Optional<Shot> is = selectedShot.get().flatMap(store.story()::shot);
    if (!is.equals(shot.get())) {
      shot.set(is);
    }
    List<Take> found = is.map(s -> store.takes(s.id())).orElse(List.of());
    if (!found.equals(takes)) {
      takes.setAll(found);
    }
  }

  /** What a character is called; its id where it is not in the story. */
  public String characterName(String id) {
    return story.get().character(id).map(StoryCharacter::name).orElse(id);
  }

  /**
   * The picked take of a shot; asked of the store once after each change, since views ask often.
   */
  public Optional<Take> picked(String shotId) {
    return picked.computeIfAbsent(shotId, id -> story.get().pick(id).flatMap(store::take));
  }

  /** A file of a take by its role, such as {@code clip} or {@code poster}. */
  public Optional<Path> file(Take take, String role) {
    return Optional.ofNullable(take.files().get(role))
        .filter(store.takeFiles()::contains)
        .map(store.takeFiles()::locate);
  }

  /** A file users brought. */
  public Optional<Path> file(MediaRef media) {
    return Optional.of(media).filter(store.media()::contains).map(store.media()::locate);
  }

  private boolean attempt(Runnable change) {
    try {
      change.run();
      return true;
    } catch (StoryException e) {
      notices.failed(e);
      return false;
    } finally {
      refresh();
    }
  }
}
