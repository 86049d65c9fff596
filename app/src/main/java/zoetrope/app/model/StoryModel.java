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
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.ObservableList;
import zoetrope.story.MediaRef;
import zoetrope.story.StoryException;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.edit.ShotEdits;
import zoetrope.story.store.StoryStore;

/**
 * The open story, its history, and what is selected in it. Edits go through here and are durable
 * when the call returns; one that fails leaves everything as it was and becomes a notice.
 *
 * <p>Story, selection, selected shot and takes change together: no listener sees one of them from
 * before an edit and another from after it.
 */
public final class StoryModel {
  private final StoryStore store;
  private final Notices notices;
  private final Snapshot<State> now;
  private final ReadOnlyObjectProperty<Story> story;
  private final ReadOnlyObjectProperty<Optional<String>> undoable;
  private final ReadOnlyObjectProperty<Optional<String>> redoable;
  private final ObjectProperty<Optional<String>> selectedShot;
  private final ReadOnlyObjectProperty<Optional<Shot>> shot;
  private final ObservableList<Take> takes;
  private final LongProperty playhead = new SimpleLongProperty();
  private final Map<String, Optional<Take>> picked = new HashMap<>();

  /**
   * All that the store and the selection say, of one moment.
   *
   * @param selected the id of the selected shot
   * @param takes of the selected shot
   */
  private record State(
      Story story,
      Optional<String> undoable,
      Optional<String> redoable,
      Optional<String> selected,
      Optional<Shot> shot,
      List<Take> takes) {}

  /**
   * @param store stays the caller's to close
   */
  public StoryModel(StoryStore store, Notices notices) {
    this.store = store;
    this.notices = notices;
    now = new Snapshot<>(look(store.story().shots().stream().findFirst().map(Shot::id)));
    story = now.part(State::story);
    undoable = now.part(State::undoable);
    redoable = now.part(State::redoable);
    selectedShot = now.part(State::selected, id -> now.set(look(id)));
    shot = now.part(State::shot);
    takes = now.list(State::takes);
  }

  public StoryStore store() {
    return store;
  }

  /** The document as it is now. */
  public ReadOnlyObjectProperty<Story> story() {
    return story;
  }

  /** The {@link Edit#key} of what undo would take back. */
  public ReadOnlyObjectProperty<Optional<String>> undoable() {
    return undoable;
  }

  /** The {@link Edit#key} of what redo would do again. */
  public ReadOnlyObjectProperty<Optional<String>> redoable() {
    return redoable;
  }

  /** The id of the shot that canvas, inspector and takes show. */
  public ObjectProperty<Optional<String>> selectedShot() {
    return selectedShot;
  }

  /** The selected shot as it is now. */
  public ReadOnlyObjectProperty<Optional<Shot>> shot() {
    return shot;
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

  /** Changes the selected shot, if there is one, and what the film shows of it. */
  public boolean editShot(UnaryOperator<Shot> change) {
    return selected().isPresent() && apply(ShotEdits.change(selected().get(), change));
  }

  /** The same as part of a gesture. */
  public boolean editShot(UnaryOperator<Shot> change, String gesture) {
    return selected().isPresent() && apply(ShotEdits.change(selected().get(), change), gesture);
  }

  private Optional<String> selected() {
    return shot.get().map(Shot::id);
  }

  public void undo() {
    attempt(store::undo);
  }

  public void redo() {
    attempt(store::redo);
  }

  /** Looks at the store again, after takes came or another process wrote. */
  public void refresh() {
    picked.clear();
    now.set(look(now.get().selected()));
  }

  /** What the store holds; a selected shot that is gone gives way to the first. */
  private State look(Optional<String> wanted) {
    Story there = store.story();
    Optional<String> selected =
        wanted.filter(id -> there.shot(id).isEmpty()).isPresent()
            ? there.shots().stream().findFirst().map(Shot::id)
            : wanted;
    Optional<Shot> is = selected.flatMap(there::shot);
    List<Take> found = is.map(s -> store.takes(s.id())).orElse(List.of());
    return new State(there, store.undoable(), store.redoable(), selected, is, found);
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
