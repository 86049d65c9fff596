package zoetrope.story.edit;

import java.util.function.UnaryOperator;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.Timeline;

/**
 * A change of the document: a pure function from one story to the next, with a name. Whoever
 * applies it does so as one step of undo.
 */
public sealed interface Edit {

  /** Names the film. */
  record SetTitle(String title) implements Edit {}

  /** Sets the film's size and pace. */
  record SetFormat(StoryFormat format) implements Edit {}

  /** Replaces the character of that id, or adds it as the last. */
  record PutCharacter(StoryCharacter character) implements Edit {}

  /** Removes a character that no shot uses. */
  record RemoveCharacter(String id) implements Edit {}

  /** Replaces the shot of that id where it is, or adds it as the last. */
  record PutShot(Shot shot) implements Edit {}

  /** Gives a shot the place {@code index} among the shots, counted from 0. */
  record MoveShot(String id, int index) implements Edit {}

  /** Removes a shot and its pick; its takes stay in the folder, for undo. No clip may show it. */
  record RemoveShot(String id) implements Edit {}

  /** Lets a take stand for its shot. */
  record PickTake(String shotId, String takeId) implements Edit {}

  /** Lets no take stand for a shot. */
  record ClearPick(String shotId) implements Edit {}

  /** Sets the film's order in time. */
  record SetTimeline(Timeline timeline) implements Edit {}

  /** Puts a whole story in the place of this one. */
  record ReplaceStory(Story story) implements Edit {}

  /**
   * A rule that may touch several parts of the story; the classes beside this one make them.
   *
   * @param key its stable key, such as {@code slice-clip}
   * @param rule gives the same for the same story
   */
  record Change(String key, UnaryOperator<Story> rule) implements Edit {}

  /**
   * A stable key by which screens find the edit's name in the user's language, such as {@code
   * put-shot}.
   */
  default String key() {
    return switch (this) {
      case SetTitle _ -> "set-title";
      case SetFormat _ -> "set-format";
      case PutCharacter _ -> "put-character";
      case RemoveCharacter _ -> "remove-character";
      case PutShot _ -> "put-shot";
      case MoveShot _ -> "move-shot";
      case RemoveShot _ -> "remove-shot";
      case PickTake _ -> "pick-take";
      case ClearPick _ -> "clear-pick";
      case SetTimeline _ -> "set-timeline";
      case ReplaceStory _ -> "replace-story";
      case Change(var key, _) -> key;
    };
  }

  /**
   * The story after this edit.
   *
   * @throws zoetrope.story.InvalidStoryException if there is no such thing to edit, or the outcome
   *     would be no story
   */
  default Story applyTo(Story story) {
    return switch (this) {
      case SetTitle(var title) -> Stories.with(story, title, story.format());
      case SetFormat(var format) -> Stories.with(story, story.title(), format);
      case PutCharacter(var character) -> Stories.put(story, character);
      case RemoveCharacter(var id) -> Stories.removeCharacter(story, id);
      case PutShot(var shot) -> Stories.put(story, shot);
      case MoveShot(var id, var index) -> Stories.move(story, id, index);
      case RemoveShot(var id) -> Stories.removeShot(story, id);
      case PickTake(var shot, var take) -> Stories.pick(story, shot, take);
      case ClearPick(var shot) -> Stories.clearPick(story, shot);
      case SetTimeline(var timeline) -> Stories.with(story, timeline);
      case ReplaceStory(var replacement) -> replacement;
      case Change(_, var rule) -> rule.apply(story);
    };
  }
}
