package zoetrope.story.document;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;

/**
 * The document's root; what it refers to is in it.
 *
 * @param shots in the order they were written, which is not necessarily the film's
 * @param picks the picked take of each shot that has one, by shot id
 */
public record Story(
    String title,
    StoryFormat format,
    List<StoryCharacter> characters,
    List<Shot> shots,
    Map<String, String> picks,
    Timeline timeline) {
  /** Longest title, in characters. */
  public static final int MAX_TITLE = 200;

  public Story {
    characters = List.copyOf(characters);
    shots = List.copyOf(shots);
    picks = Map.copyOf(picks);
    InvalidStoryException.requireText("title", title, MAX_TITLE);
    Identifiers.requireUnique("characters", characters.stream().map(StoryCharacter::id).toList());
    Identifiers.requireUnique("shots", shots.stream().map(Shot::id).toList());
    requireCast(characters, shots);
    requireShots(shots, picks, timeline);
  }

  /** A story without characters and shots. */
  public static Story empty(String title, StoryFormat format) {
    return new Story(title, format, List.of(), List.of(), Map.of(), Timeline.EMPTY);
  }

  /** The shot of that id, if there is one. */
  public Optional<Shot> shot(String id) {
    return shots.stream().filter(shot -> shot.id().equals(id)).findFirst();
  }

  /** The character of that id, if there is one. */
  public Optional<StoryCharacter> character(String id) {
    return characters.stream().filter(character -> character.id().equals(id)).findFirst();
  }

  /** The id of the take that stands for a shot, if one was picked. */
  public Optional<String> pick(String shotId) {
    return Optional.ofNullable(picks.get(shotId));
  }

  /** How long the film is. */
  public FilmLength length() {
    return FilmLength.of(timeline, format.fps());
  }

  private static void requireCast(List<StoryCharacter> characters, List<Shot> shots) {
    Set<String> known = new HashSet<>(characters.stream().map(StoryCharacter::id).toList());
    for (int i = 0; i < shots.size(); i++) {
      List<Appearance> cast = shots.get(i).cast();
      for (int j = 0; j < cast.size(); j++) {
        InvalidStoryException.require(
            known.contains(cast.get(j).characterId()),
            "shots[%d].characters[%d].id".formatted(i, j),
            "there is no character '%s'; define it under characters"
                .formatted(cast.get(j).characterId()));
      }
    }
    InvalidStoryException.require(
        shots.isEmpty() || !(shots.getFirst().firstFrame() instanceof FrameSource.PreviousShot),
        "shots[0].first_frame",
        "the first shot has none before it; give a file");
  }

  private static void requireShots(List<Shot> shots, Map<String, String> picks, Timeline timeline) {
    Set<String> known = new HashSet<>(shots.stream().map(Shot::id).toList());
    for (String shot : picks.keySet()) {
      InvalidStoryException.require(
          known.contains(shot), "picks", "there is no shot '%s'".formatted(shot));
    }
    for (Track track : timeline.tracks()) {
      for (Clip clip : track.clips()) {
        InvalidStoryException.require(
            known.contains(clip.shotId()),
            "timeline",
            "the clip '%s' shows the shot '%s', which is not in the story"
                .formatted(clip.id(), clip.shotId()));
      }
    }
  }
}
