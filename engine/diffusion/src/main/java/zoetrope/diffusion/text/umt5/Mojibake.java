package zoetrope.diffusion.text.umt5;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Repairs UTF-8 that was read as Windows-1252 or Latin-1 ("schÃ¶n" for "schön"), as upstream does
 * with ftfy (Speer, "ftfy", 2019). Runs of characters that are valid UTF-8 when written back as
 * bytes are replaced where they look unlike writing: ftfy's idea with a smaller rule, and only for
 * the two encodings that occur in practice.
 */
final class Mojibake {
  private static final Charset CP1252 = Charset.forName("windows-1252");

  /** Signs that hardly ever follow an accented capital in writing. */
  private static final String UNLIKELY = "¦¤¨¬¯¸ƒˆ˜†‡‰ªº¶§²³¹±¼½¾×µ÷";

  private static final int ROUNDS = 4;

  private Mojibake() {}

  /** The text with its mojibake repaired; twice-garbled text is repaired twice. */
  static String repair(String text) {
    String now = text;
    for (int round = 0; round < ROUNDS; round++) {
      String next = once(now);
      if (next.equals(now)) {
        break;
      }
      now = next;
    }
    return now;
  }

  private static String once(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int end = runEnd(text, i);
      String run = text.substring(i, end);
      if (end > i && suspicious(run)) {
        out.append(decoded(run));
      } else if (end > i) {
        out.append(run);
      } else {
        out.append(text.charAt(i));
        end = i + 1;
      }
      i = end;
    }
    return out.toString();
  }

  /**
   * End of the run of adjacent UTF-8 sequences from {@code from}; {@code from} if there is none.
   */
  private static int runEnd(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int length = sequence(text, i);
      if (length == 0) {
        break;
      }
      i += length;
    }
    return i;
  }

  private static int sequence(String text, int at) {
    int first = toByte(text.charAt(at));
    int length =
        first >= 0xC2 && first < 0xE0
            ? 2
            : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > text.length()) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      int b = toByte(text.charAt(at + k));
      if (b < 0x80 || b > 0xBF) {
        return 0;
      }
    }
    return decoded(text.substring(at, at + length)).length() < length ? length : 0;
  }

  private static boolean suspicious(String run) {
    for (int i = 0; i < run.length(); ) {
      int length = sequence(run, i);
      char first = run.charAt(i);
      char second = run.charAt(i + 1);
      if (length > 2
          || first == 'Â'
          || first == 'Ã'
          || (second >= 0x80 && second < 0xA0)
          || UNLIKELY.indexOf(second) >= 0) {
        return true;
      }
      i += length;
    }
    return false;
  }

  /** The run read as UTF-8; the run itself when it is none. */
  private static String decoded(String run) {
    byte[] bytes = new byte[run.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) toByte(run.charAt(i));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return run;
    }
  }

  /** The byte a character was read from, -1 for a character of neither encoding. */
  private static int toByte(char c) {
    if (c < 0x100) {
      return c;
    }
    return CP1252.newEncoder().canEncode(c) ? String.valueOf(c).getBytes(CP1252)[0] & 0xFF : -1;
  }

  /** A C1 control character as Windows-1252 shows it; browsers do the same. */
  static String controls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      if (c >= 0x80 && c < 0xA0) {
        String shown = new String(new byte[] {(byte) c}, CP1252);
        out.append(shown.equals("\uFFFD") ? String.valueOf(c) : shown);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
