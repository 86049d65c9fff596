package zoetrope.story.yaml;

import java.nio.file.Path;

/**
 * Says which files a story may name. A story of a stranger's must not collect other files of its
 * reader's, which would then be handed on with the story: keys and passwords are no media.
 */
@FunctionalInterface
public interface MediaNames {
  /** Whether a file, which exists, is a picture, video or sound. */
  boolean media(Path file);
}
