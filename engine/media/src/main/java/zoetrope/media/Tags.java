package zoetrope.media;

import java.nio.file.Path;
import zoetrope.media.decode.TagReader;

/**
 * Words that a file carries about itself: under {@code title} and {@code comment} in videos, in a
 * comment of GIFs and a text chunk of PNGs.
 *
 * @param title what players show; empty for none
 * @param comment free text, such as how the file was made; empty for none
 */
public record Tags(String title, String comment) {
  public static final Tags NONE = new Tags("", "");

  /** A comment longer than this is not written and not read, in characters. */
  public static final int MAX_COMMENT = 4 << 20;

  public Tags {
    if (comment.length() > MAX_COMMENT) {
      throw new IllegalArgumentException(
          "a comment of %,d characters is too long".formatted(comment.length()));
    }
  }

  /**
   * The words in a file; none where it carries none.
   *
   * @throws MediaException where the file is no picture, video or sound
   */
  public static Tags read(Path file) {
    return TagReader.read(file);
  }
}
