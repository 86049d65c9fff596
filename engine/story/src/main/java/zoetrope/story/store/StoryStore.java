package zoetrope.story.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;

/**
 * One open story folder. Safe for use from several threads; whoever opened it closes it. All
 * methods that touch the disk may throw {@link zoetrope.story.ReadOnlyStoryException}, {@link
 * zoetrope.story.DiskFullException}, {@link zoetrope.story.BusyStoryException} and {@link
 * zoetrope.story.DamagedStoryException}; after any of them the folder holds what it held before the
 * call.
 */
public interface StoryStore extends AutoCloseable {

  /** How a story's folder is called: {@code Name.zoetrope}. */
  String FOLDER_SUFFIX = ".zoetrope";

  /** The database inside the folder. */
  String DATABASE = "story.db";

  /**
   * Makes a story folder with the draft's story and media in it; nothing of that can be undone
   * later.
   *
   * @param folder must not exist, or be empty
   * @throws zoetrope.story.StoryException if there is something already
   */
  static StoryStore create(Path folder, StoryDraft draft) {
    return SqliteStoryStore.create(folder, draft);
  }

  /**
   * Opens a story folder, brings an older schema up to date and checks that the story is whole.
   *
   * @throws zoetrope.story.NotAStoryException if there is no story
   * @throws zoetrope.story.NewerStoryException if a newer version wrote it
   */
  static StoryStore open(Path folder) {
    return SqliteStoryStore.open(folder);
  }

  /**
   * Opens a story folder that another process writes, for reading: what would change it throws
   * {@link zoetrope.story.ReadOnlyStoryException}.
   */
  static StoryStore read(Path folder) {
    return SqliteStoryStore.read(folder);
  }

  /**
   * Copies the folder of a story that nobody has open, without opening it: on a network disk only
   * one machine may do that.
   *
   * @param to must not exist, or be empty
   */
  static void copyClosed(Path from, Path to) {
    new StoryCopy(from, to).ofClosed();
  }

  /**
   * Copies the story as it is now, with its media and takes, into another folder. Nothing that
   * happens to either changes the other.
   *
   * @param to must not exist, or be empty
   */
  void copyTo(Path to);

  /** The folder of the story. */
  Path folder();

  /** The story as this store last saw it. */
  Story story();

  /** The story as it is in the folder now, with what other processes committed. */
  Story refresh();

  /** Makes an edit durable and gives the story after it. Nothing remains to be redone. */
  Story apply(Edit edit);

  /**
   * The same, but if the edit before it had the same gesture, both become one step of the history,
   * as all the moves of one drag should.
   *
   * @param gesture a name of the drag that no other drag has, not empty
   */
  Story apply(Edit edit, String gesture);

  /**
   * Copies a draft's media into the folder and puts its story in the place of this one, as one
   * edit.
   */
  Story importDraft(StoryDraft draft);

  /** The {@link Edit#key} of what {@link #undo} would take back. */
  Optional<String> undoable();

  /** The {@link Edit#key} of what {@link #redo} would do again. */
  Optional<String> redoable();

  /** Takes the last edit back; false if there is none. */
  boolean undo();

  /** Does again what was last undone; false if there is nothing. */
  boolean redo();

  /**
   * Keeps a generated take, whose files are already in {@link #takeFiles}; no part of the undo
   * history.
   */
  void addTake(Take take);

  /** The takes of a shot that were not discarded, oldest first. */
  List<Take> takes(String shotId);

  /** The take of that id, if there is one. */
  Optional<Take> take(String id);

  /** Marks a take or takes the mark away; no part of the undo history. */
  void star(String takeId, boolean starred);

  /**
   * Takes a take out of {@link #takes}, or puts it back; its files stay, and {@link #take} still
   * finds it. No part of the undo history.
   */
  void discard(String takeId, boolean discarded);

  /** What users brought: images, masks, sound. */
  ContentFolder media();

  /** What the engine made: clips, latents, posters. */
  ContentFolder takeFiles();

  /** Writes a whole copy of the database, as it is at one moment, to a file that is not there. */
  void snapshot(Path file);

  @Override
  void close();
}
