package zoetrope.diffusion.text.umt5;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An encoding of one byte a character in which a text may have been misread.
 *
 * @param name the charset's
 * @param sloppy whether bytes without a meaning read as control characters and U+FFFD stands for
 *     any lost byte, as programs on Windows do
 * @param bytes from character to byte
 */
record ByteEncoding(String name, boolean sloppy, Map<Character, Integer> bytes) {
  /** Stands for a lost byte. */
  static final int LOST = 0x1A;

  /** In the order in which they are tried. */
  static final List<ByteEncoding> ALL =
      Stream.of(
              made("ISO-8859-1", false),
              made("windows-1252", true),
              made("windows-1251", true),
              made("windows-1250", true),
              made("windows-1253", true),
              made("windows-1254", true),
              made("windows-1257", true),
              made("ISO-8859-2", false),
              made("x-MacRoman", false),
              made("IBM437", false))
          .flatMap(Optional::stream)
          .toList();

  /** Whether it is close enough to Latin-1 for its bytes to be clues inside a text. */
  boolean western() {
    return !name.equals("x-MacRoman") && !name.equals("IBM437");
  }

  /** Empty where the runtime lacks the charset. */
  private static Optional<ByteEncoding> made(String name, boolean sloppy) {
    if (!Charset.isSupported(name)) {
      return Optional.empty();
    }
    Charset charset = Charset.forName(name);
    Map<Character, Integer> bytes = new HashMap<>();
    for (int b = 0; b < 256; b++) {
      char c = b < 0x80 ? (char) b : new String(new byte[] {(byte) b}, charset).charAt(0);
      boolean meaningless = c == '\uFFFD';
      if (sloppy && b == LOST) {
        bytes.put('\uFFFD', b);
      } else if (!meaningless || sloppy) {
        bytes.put(meaningless ? (char) b : c, b);
      }
    }
    return Optional.of(new ByteEncoding(name, sloppy, Map.copyOf(bytes)));
  }

  /** The text as bytes, each in the low half of a char; empty when it has other characters. */
  Optional<String> encoded(String text) {
    char[] out = new char[text.length()];
    for (int i = 0; i < out.length; i++) {
      Integer b = bytes.get(text.charAt(i));
      if (b == null) {
        return Optional.empty();
      }
      out[i] = (char) (int) b;
    }
    return Optional.of(new String(out));
  }

  /** Characters that bytes of a range stand for in any of the western encodings, in brackets. */
  static String clues(int... range) {
    StringBuilder out = new StringBuilder();
    for (ByteEncoding e : ALL) {
      if (e.western()) {
        e.bytes.entrySet().stream()
            .filter(b -> Arrays.stream(range).anyMatch(r -> r == b.getValue()))
            .forEach(b -> out.append("\\x{").append(Integer.toHexString(b.getKey())).append('}'));
      }
    }
    return out.toString();
  }
}
