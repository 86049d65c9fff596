package zoetrope.diffusion.text.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is matched as one: a word, a single Han character, or a punctuation mark.
 *
 * @param start of its first character
 * @param end after its last
 * @param text in small letters, full-width letters as plain ones, Han characters as simplified ones
 */
record Unit(int start, int end, String text, Kind kind) {
  enum Kind {
    WORD,
    HAN,
    BREAK
  }

  /** Marks that join words instead of ending a clause. */
  private static final String JOINING = "/&、";

  /**
   * The units of a text. Spaces and hyphens between letters part words and are no units.
   *
   * @param variants characters that count as others, one for one
   */
  static List<Unit> of(String text, Map<Integer, Integer> variants) {
    List<Unit> out = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int c = plain(text.codePointAt(at));
      int next = at + Character.charCount(text.codePointAt(at));
      if (han(c)) {
        out.add(new Unit(at, next, Character.toString(variants.getOrDefault(c, c)), Kind.HAN));
      } else if (letter(c)) {
        next = wordEnd(text, at);
        out.add(new Unit(at, next, word(text, at, next), Kind.WORD));
      } else if (JOINING.indexOf(c) >= 0 || pictogram(c)) {
        out.add(new Unit(at, next, Character.toString(c), Kind.WORD));
      } else if (!parting(text, at, c)) {
        out.add(new Unit(at, next, Character.toString(c), Kind.BREAK));
      }
      at = next;
    }
    return out;
  }

  private static int wordEnd(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int raw = text.codePointAt(at);
      int c = plain(raw);
      boolean inside =
          (c == '\'' || c == '.') && at > start && joinsLetters(text, at, at + 1, c == '.');
      if (!inside && (!letter(c) || han(c)) && !mark(c)) {
        break;
      }
      at += Character.charCount(raw);
    }
    return at;
  }

  /** Whether letters stand on both sides; digits, where asked for. */
  private static boolean joinsLetters(String text, int at, int next, boolean digits) {
    if (at == 0 || next >= text.length()) {
      return false;
    }
    int before = plain(text.codePointBefore(at));
    int after = plain(text.codePointAt(next));
    return digits
        ? Character.isDigit(before) && Character.isDigit(after)
        : letter(before) && !han(before) && letter(after) && !han(after);
  }

  private static String word(String text, int start, int end) {
    StringBuilder out = new StringBuilder();
    text.substring(start, end).codePoints().map(Unit::plain).forEach(out::appendCodePoint);
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /** Full-width forms as plain ones, curly apostrophes as straight ones, wide spaces as spaces. */
  private static int plain(int c) {
    if (c >= 0xff01 && c <= 0xff5e) {
      return c - 0xfee0;
    }
    return switch (c) {
      case 0x3000 -> ' ';
      case 0x2018, 0x2019 -> '\'';
      case 0x2010, 0x2011 -> '-';
      default -> c;
    };
  }

  private static boolean han(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN
        && Character.isLetterOrDigit(c);
  }

  private static boolean letter(int c) {
    return Character.isLetterOrDigit(c) || c == '@';
  }

  private static boolean mark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Pictures that people write for words. */
  private static boolean pictogram(int c) {
    return Character.getType(c) == Character.OTHER_SYMBOL;
  }

  /** Whether it parts words without ending a clause. */
  private static boolean parting(String text, int at, int c) {
    return c == '_'
        || c == ' '
        || c == '\t'
        || c == '\u00a0'
        || c == '\''
        || (c == '-' && joinsLetters(text, at, at + 1, false))
        || mark(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.MODIFIER_SYMBOL;
  }
}
