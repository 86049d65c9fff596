package zoetrope.diffusion.text.umt5;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Repairs UTF-8 that was read in an encoding of one byte a character ("schÃ¶n" for "schön"), as
 * upstream does with ftfy 6.3 (Speer, "ftfy", 2019): a text that raises {@link Suspicion} is
 * written back as bytes in each encoding and read as UTF-8; where that fails, so are its suspicious
 * parts. Bytes are kept as chars below 256, so that patterns can be looked for in them.
 */
final class Mojibake {
  private static final Charset CP1252 = Charset.forName("windows-1252");
  private static final Pattern C1 = Pattern.compile("[\u0080-\u009F]");
  private static final int ROUNDS = 64;

  /** UTF-8 whose byte A0, a blank that must not break, became a plain blank. */
  private static final Pattern BLANKED =
      Pattern.compile(
          "[\\xC2\\xC3\\xC5\\xCE\\xD0\\xD9] "
              + "|[\\xE2\\xE3] [\\x80-\\x84\\x86-\\x9F\\xA1-\\xBF]"
              + "|[\\xE0-\\xE3][\\x80-\\x84\\x86-\\x9F\\xA1-\\xBF] "
              + "|\\xF0 [\\x80-\\xBF]{2}"
              + "|\\xF0[\\x80-\\xBF] [\\x80-\\xBF]"
              + "|\\xF0[\\x80-\\xBF]{2} ");

  /** "à" as a word of its own, but for the Portuguese words that begin with it. */
  private static final Pattern A_GRAVE = Pattern.compile("\\xC3 (?! |quele|quela|quilo|s )");

  /** UTF-8 with bytes lost. */
  private static final Pattern LOSSY =
      Pattern.compile(
          "[\\xC2-\\xDF]\\x1A|[\\xC2-\\xC3][?]"
              + "|\\xED[\\xA0-\\xAF][\\x1A?]\\xED[\\xB0-\\xBF][\\x1A?\\x80-\\xBF]"
              + "|\\xED[\\xA0-\\xAF][\\x1A?\\x80-\\xBF]\\xED[\\xB0-\\xBF][\\x1A?]"
              + "|[\\xE0-\\xEF][\\x1A?][\\x1A\\x80-\\xBF]|[\\xE0-\\xEF][\\x1A\\x80-\\xBF][\\x1A?]"
              + "|[\\xF0-\\xF4][\\x1A?][\\x1A\\x80-\\xBF]{2}"
              + "|[\\xF0-\\xF4][\\x1A\\x80-\\xBF][\\x1A?][\\x1A\\x80-\\xBF]"
              + "|[\\xF0-\\xF4][\\x1A\\x80-\\xBF]{2}[\\x1A?]|\\x1A");

  private static final String UNKNOWN_BYTES = "\u00EF\u00BF\u00BD"; // U+FFFD in UTF-8

  /** Runs of what may be UTF-8 inside another text. */
  private static final Pattern EMBEDDED = embedded();

  /** Two halves of a character beyond 16 bits, each in UTF-8; and Java's zero. */
  private static final Pattern VARIANTS =
      Pattern.compile(
          "\\xC0\\x80|\\xED([\\xA0-\\xAF])([\\x80-\\xBF])\\xED([\\xB0-\\xBF])([\\x80-\\xBF])");

  private Mojibake() {}

  private static Pattern embedded() {
    String next = ByteEncoding.clues(IntStream.range(0x80, 0xC0).toArray());
    String plain = "–—―‘’‚“”„•…"; // which stand for themselves beside mojibake
    return Pattern.compile(
        "(?<![%s&&[^%s]])(?:[%s][%s ]|[%s][%s ]{2}|[%s][%s ]{3})+"
            .formatted(
                next,
                plain,
                ByteEncoding.clues(IntStream.range(0xC2, 0xE0).toArray()),
                next,
                ByteEncoding.clues(IntStream.range(0xE0, 0xF0).toArray()),
                next,
                ByteEncoding.clues(0xF0, 0xF3),
                next));
  }

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
    if (!Suspicion.raised(text)) {
      return text;
    }
    for (ByteEncoding e : ByteEncoding.ALL) {
      Optional<String> read = e.encoded(text).flatMap(bytes -> utf8(mended(bytes, e)));
      if (read.isPresent()) {
        return read.get();
      }
    }
    String parts = EMBEDDED.matcher(text).replaceAll(m -> quoted(part(m.group(), text)));
    if (!parts.equals(text)) {
      return parts;
    }
    return controls(text);
  }

  private static String part(String run, String text) {
    return run.length() < text.length() && Suspicion.raised(run) ? repair(run) : run;
  }

  /** Blanks that were A0 put back, and sequences with lost bytes made the sign for unknown. */
  private static String mended(String bytes, ByteEncoding e) {
    String out = bytes;
    if (!e.name().equals("x-MacRoman") && BLANKED.matcher(out).find()) {
      out = A_GRAVE.matcher(out).replaceAll("\u00C3\u00A0 ");
      out = BLANKED.matcher(out).replaceAll(m -> quoted(m.group().replace(' ', '\u00A0')));
    }
    return e.sloppy() ? LOSSY.matcher(out).replaceAll(UNKNOWN_BYTES) : out;
  }

  /** Bytes read as UTF-8 or its variants; empty when they are none. */
  private static Optional<String> utf8(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    Matcher m = VARIANTS.matcher(bytes);
    int at = 0;
    try {
      while (m.find()) {
        out.append(strict(bytes.substring(at, m.start())));
        out.appendCodePoint(m.group().length() == 2 ? 0 : joined(m));
        at = m.end();
      }
      return Optional.of(out.append(strict(bytes.substring(at))).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int joined(Matcher m) {
    return 0x10000
        + ((m.group(1).charAt(0) & 0x0F) << 16)
        + ((m.group(2).charAt(0) & 0x3F) << 10)
        + ((m.group(3).charAt(0) & 0x0F) << 6)
        + (m.group(4).charAt(0) & 0x3F);
  }

  private static String strict(String bytes) throws CharacterCodingException {
    ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
  }

  /** C1 control characters as Windows-1252 shows them; browsers do the same. */
  static String controls(String text) {
    return C1.matcher(text).replaceAll(m -> quoted(shown(m.group())));
  }

  private static String shown(String control) {
    String sign = new String(control.getBytes(StandardCharsets.ISO_8859_1), CP1252);
    return sign.equals("\uFFFD") ? control : sign;
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }
}
