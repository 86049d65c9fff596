package zoetrope.story.yaml;

import java.nio.file.Path;
import zoetrope.story.document.StoryDraft;

/** Turns a text file into a story; it writes nothing. */
public interface StoryImporter {

  /**
   * Reads one file. Relative paths in it resolve against its folder, and every file they name must
   * exist.
   *
   * @throws StoryImportException with everything that is wrong with the file
   */
  StoryDraft read(Path file);
}
