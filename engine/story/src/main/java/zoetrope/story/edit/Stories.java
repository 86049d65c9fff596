package zoetrope.story.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.Timeline;

/** What each edit makes of a story. */
final class Stories {
  private Stories() {}

  static Story with(Story story, String title, StoryFormat format) {
    return new Story(
        title, format, story.characters(), story.shots(), story.picks(), story.timeline());
  }

  static Story with(Story story, Timeline timeline) {
    return new Story(
        story.title(), story.format(), story.characters(), story.shots(), story.picks(), timeline);
  }

  static Story put(Story story, StoryCharacter character) {
    return withCharacters(story, put(story.characters(), character, StoryCharacter::id));
  }

  static Story removeCharacter(Story story, String id) {
    return withCharacters(story, without(story.characters(), "character", id, StoryCharacter::id));
  }

  static Story put(Story story, Shot shot) {
    return withShots(story, put(story.shots(), shot, Shot::id), story.picks());
  }

  static Story move(Story story, String id, int index) {
    InvalidStoryException.requireRange("index", index, 0, story.shots().size() - 1.0);
    Shot shot = known(story, id);
    List<Shot> shots = new ArrayList<>(story.shots());
    shots.remove(shot);
    shots.add(index, shot);
    return withShots(story, shots, story.picks());
  }

  static Story removeShot(Story story, String id) {
    Map<String, String> picks = new HashMap<>(story.picks());
    picks.remove(id);
    return withShots(story, without(story.shots(), "shot", id, Shot::id), picks);
  }

  static Story pick(Story story, String shot, String take) {
    known(story, shot);
    Map<String, String> picks = new HashMap<>(story.picks());
    picks.put(shot, take);
    return withShots(story, story.shots(), picks);
  }

  static Story clearPick(Story story, String shot) {
    known(story, shot);
    Map<String, String> picks = new HashMap<>(story.picks());
    picks.remove(shot);
    return withShots(story, story.shots(), picks);
  }

  private static Shot known(Story story, String id) {
    return story
        .shot(id)
        .orElseThrow(
            () -> new InvalidStoryException("shot", "there is no shot '%s'".formatted(id)));
  }

  private static <T> List<T> put(List<T> things, T thing, Function<T, String> id) {
    List<T> copy = new ArrayList<>(things);
    int at = things.stream().map(id).toList().indexOf(id.apply(thing));
    if (at < 0) {
      copy.add(thing);
    } else {
      copy.set(at, thing);
    }
    return copy;
  }

  private static <T> List<T> without(
      List<T> things, String kind, String gone, Function<T, String> id) {
    List<T> rest = things.stream().filter(thing -> !id.apply(thing).equals(gone)).toList();
    InvalidStoryException.require(
        rest.size() < things.size(), kind, "there is no %s '%s'".formatted(kind, gone));
    return rest;
  }

  private static Story withCharacters(Story story, List<StoryCharacter> characters) {
    return new Story(
        story.title(), story.format(), characters, story.shots(), story.picks(), story.timeline());
  }

  private static Story withShots(Story story, List<Shot> shots, Map<String, String> picks) {
    return new Story(
        story.title(), story.format(), story.characters(), shots, picks, story.timeline());
  }
}
