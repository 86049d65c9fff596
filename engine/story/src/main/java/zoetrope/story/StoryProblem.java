package zoetrope.story;

/**
 * What is wrong with a story's folder or file, and what helps. Its name is what other languages
 * look their words up by.
 */
public enum StoryProblem {
  BUSY("another process is writing to the story; try again"),
  OPEN_ELSEWHERE("the story is open in another window; close that one first"),
  NO_DATABASE("is no story (has no {0}); choose a folder named Something{1} that the studio made"),
  FOREIGN_DATABASE(
      "is no story (its {0} is no database); choose a folder named Something{1} that the studio"
          + " made"),
  OTHER_PROGRAM(
      "is no story (its {0} is another program's); choose a folder named Something{1} that the"
          + " studio made"),
  NOT_A_STORY("is no story; choose a folder made by the studio"),
  DISK_REFUSED("the disk refused to write ({0}); free some space and check the disk"),
  DISK_FULL("no space is left on the disk; free some and do it again, the story is as it was"),
  READ_ONLY("cannot be written; allow writing, or copy the story to a folder of your own"),
  NOT_WRITTEN("cannot be written ({0}); check the folder"),
  DAMAGED("the story is damaged ({0}); open a copy of the folder from a backup"),
  DAMAGED_HEAD("the head of its database is damaged (schema {0}); take the story from a backup"),
  MORE_THAN_A_STORY("there is more in it than a story; do not use it, and ask where it comes from"),
  NEWER(
      "was written by a newer version of the studio (schema {0}, this one knows {1}); install that"
          + " version"),
  NEWER_QUEUE("a newer version of the studio wrote this queue; install that version"),
  QUEUE_NOT_KEPT(
      "the queue cannot be kept ({0}); see that the disk has space and the folder may be written"),
  OCCUPIED("there is something already; choose another name"),
  MEDIA_MISSING("the file is missing from the story; put it back from a copy, or import it again"),
  MEDIA_NOT_READ("cannot be read ({0}); check that it exists and may be read"),
  NOT_PACKED(
      "it cannot be written ({0}); choose a folder that you may write to, with room for the story"
          + " once more"),
  NOT_UNPACKED("it cannot be unpacked ({0}); check the file, and that there is room for the story"),
  NO_PACKED_STORY(
      "it is no packed story, or one of a newer version; ask whoever sent it to pack the story"
          + " again with 'zoetrope pack'"),
  NOTHING_PACKED(
      "there is no story in it; ask whoever sent it to pack the story again with 'zoetrope pack'"),
  FOREIGN_ENTRY(
      "'{0}' does not belong into a packed story; ask whoever sent it to pack the story again with"
          + " 'zoetrope pack'"),
  ENTRY_TWICE(
      "'{0}' is in it twice, or too many files are; ask whoever sent it to pack the story again"
          + " with 'zoetrope pack'"),
  DAMAGED_ENTRY(
      "'{0}' is damaged; ask whoever sent it to pack the story again with 'zoetrope pack'"),
  TOO_LARGE(
      "it would unpack to far more than a story is; ask whoever sent it to pack the story again"
          + " with 'zoetrope pack'");

  private final String pattern;

  StoryProblem(String pattern) {
    this.pattern = pattern;
  }

  /** In English, after the place and a colon; {@code {0}} is the first fact. */
  public String pattern() {
    return pattern;
  }
}
