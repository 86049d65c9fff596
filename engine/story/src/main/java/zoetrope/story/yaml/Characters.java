package zoetrope.story.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;

/** Characters that no text of a story holds, and those that nobody sees. */
final class Characters {
  /** Shown as nothing, though Unicode counts them among letters, marks and symbols. */
  private static final String BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

  private Characters() {}

  /**
   * Where the first character is that is refused: controls other than tabs and line ends, half
   * characters.
   */
  static Optional<Integer> refused(String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (refused(text.codePointAt(at))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean refused(int c) {
    return Character.getType(c) == Character.CONTROL
            && c != '\n'
            && c != '\t'
            && c != '\r'
            && c != 0x85
        || Character.getType(c) == Character.SURROGATE;
  }

  /** Says what is refused at an index of a text. */
  static String words(String text, int at) {
    int c = text.codePointAt(at);
    return Character.getType(c) == Character.SURROGATE
        ? "half a character (U+%04X)".formatted(c)
        : "the control character U+%04X".formatted(c);
  }

  /** Whether there is nothing to be seen of a text. */
  static boolean invisible(String text) {
    return text.codePoints().allMatch(Characters::invisible);
  }

  private static boolean invisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || BLANK_LETTERS.indexOf(c) >= 0
        || c >= 0xfe00 && c <= 0xfe0f
        || c >= 0xe0100 && c <= 0xe01ef;
  }

  /** The place of an index of a file's text, as YAML counts lines and columns. */
  static Mark mark(String text, int at) {
    String before = text.substring(0, at);
    int line = (int) before.lines().count() - (before.isEmpty() || before.endsWith("\n") ? 0 : 1);
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, at);
    return new Mark("", 0, line, column, new int[0], 0);
  }
}
