package zoetrope.story.document;

import java.nio.file.Path;
import java.util.Map;
import zoetrope.story.MediaRef;

/**
 * A story that is not in a folder yet.
 *
 * @param media where the bytes of each referenced file can be read
 */
public record StoryDraft(Story story, Map<MediaRef, Path> media) {
  public StoryDraft {
    media = Map.copyOf(media);
  }
}
