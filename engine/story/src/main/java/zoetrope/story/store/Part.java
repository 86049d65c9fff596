package zoetrope.story.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.timeline.Timeline;

/** A row of the document: the smallest thing that an edit can change. */
record Part(Key key, int position, String body) {
  /** Which part. */
  record Key(Kind kind, String id) {}

  /** In the database by their lower-case names. */
  enum Kind {
    STORY,
    CHARACTER,
    SHOT,
    PICK,
    TIMELINE
  }

  /** What of the story is neither a list nor the timeline. */
  private record Head(String title, StoryFormat format) {}

  /** The rows of a story. */
  static Map<Key, Part> of(Story story, StoryJson json) {
    Map<Key, Part> parts = new LinkedHashMap<>();
    put(parts, Kind.STORY, "", 0, json.write(new Head(story.title(), story.format())));
    for (int i = 0; i < story.characters().size(); i++) {
      put(
          parts,
          Kind.CHARACTER,
          story.characters().get(i).id(),
          i,
          json.write(story.characters().get(i)));
    }
    for (int i = 0; i < story.shots().size(); i++) {
      put(parts, Kind.SHOT, story.shots().get(i).id(), i, json.write(story.shots().get(i)));
    }
    story.picks().forEach((shot, take) -> put(parts, Kind.PICK, shot, 0, take));
    put(parts, Kind.TIMELINE, "", 0, json.write(story.timeline()));
    return parts;
  }

  /**
   * The story of rows that are sorted by position.
   *
   * @throws JsonProcessingException if a body is not what its kind says
   * @throws java.util.NoSuchElementException if the head or the timeline is missing
   */
  static Story toStory(List<Part> parts, StoryJson json) throws JsonProcessingException {
    List<Head> heads = new ArrayList<>();
    List<Timeline> timelines = new ArrayList<>();
    List<StoryCharacter> characters = new ArrayList<>();
    List<Shot> shots = new ArrayList<>();
    Map<String, String> picks = new HashMap<>();
    for (Part part : parts) {
      switch (part.key().kind()) {
        case STORY -> heads.add(json.read(part.body(), Head.class));
        case CHARACTER -> characters.add(json.read(part.body(), StoryCharacter.class));
        case SHOT -> shots.add(json.read(part.body(), Shot.class));
        case PICK -> picks.put(part.key().id(), part.body());
        case TIMELINE -> timelines.add(json.read(part.body(), Timeline.class));
      }
    }
    Head head = heads.getFirst();
    return new Story(head.title(), head.format(), characters, shots, picks, timelines.getFirst());
  }

  private static void put(Map<Key, Part> parts, Kind kind, String id, int position, String body) {
    Key key = new Key(kind, id);
    parts.put(key, new Part(key, position, body));
  }
}
