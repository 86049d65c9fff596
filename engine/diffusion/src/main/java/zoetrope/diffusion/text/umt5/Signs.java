package zoetrope.diffusion.text.umt5;

/**
 * Sets of the signs that occur in mojibake, as the inside of a regular expression's brackets. The
 * sets are those of ftfy 6.3 (Robyn Speer, Apache 2.0; ftfy/badness.py), since what upstream calls
 * damaged hangs on them.
 */
final class Signs {
  /** Signs at home in many places. */
  static final String COMMON = "\u00A0\u00AD\u00B7\u00B4\u2013\u2014\u2015\u2026\u2019";

  /** Signs that hardly occur but in mojibake. */
  static final String BAD =
      "\u00A6\u00A4\u00A8\u00AC\u00AF\u00B8\u0192\u02C6\u02C7\u02D8"
          + "\u02DB\u02DC\u2020\u2021\u2030\u2310\u25CA\uFFFD\u00AA\u00BA";

  /** Of legal writing. */
  static final String LAW = "\u00B6\u00A7";

  /** Of money. */
  static final String CURRENCY = "\u00A2\u00A3\u00A5\u20A7\u20AC";

  /** What stands before words. */
  static final String OPENING =
      "\u00A1\u00AB\u00BF\u00A9\u0384\u0385\u2018\u201A\u201C\u201E" + "\u2022\u2039\uF8FF";

  /** What stands after words. */
  static final String CLOSING = "\u00AE\u00BB\u02DD\u201D\u203A\u2122";

  /** Of numbers and formulas. */
  static final String NUMERIC =
      "\u00B2\u00B3\u00B9\u00B1\u00BC\u00BD\u00BE\u00D7\u00B5\u00F7"
          + "\u2044\u2202\u2206\u220F\u2211\u221A\u221E\u2229\u222B\u2248"
          + "\u2260\u2261\u2264\u2265\u2116";

  /** Letters that faces are made of. */
  static final String FACES =
      "\u00D2-\u00D6\u00D9-\u00DC\u00F2-\u00F6\u00F8-\u00FC\u0150\u014C" + "\u016A\u0172\u00B0";

  /** Accented capitals. */
  static final String UPPER =
      "\u00C0-\u00D1\u00D8\u00DC\u00DD\u0102\u0100\u0104\u0106\u010C"
          + "\u010E\u0110\u0118\u011A\u0112\u0116\u011E\u0122\u0130\u012A"
          + "\u0136\u0139\u013D\u0141\u013B\u0143\u0147\u0145\u0152\u0158"
          + "\u015A\u015E\u0160\u0162\u0164\u016E\u0170\u0178\u0179\u017B"
          + "\u017D\u0490";

  /** Accented small letters. */
  static final String LOWER =
      "\u00DF\u00E0-\u00F1\u0103\u0105\u0101\u0107\u010D\u010F\u0111"
          + "\u0119\u011B\u0113\u0117\u011F\u0123\u012F\u012B\u0137\u013A"
          + "\u013E\u0142\u013C\u0153\u0155\u015B\u015F\u0161\u0165\u00FC"
          + "\u017A\u017C\u017E\u0491\uFB01\uFB02";

  /** Capitals, Greek and Cyrillic. */
  static final String GREEK_UPPER =
      "\u00DE\u0391-\u03A9\u0386\u0388\u0389\u038A\u038C\u038E\u038F" + "\u03AA\u03AB\u0401-\u042F";

  /** Small letters, Greek and Cyrillic. */
  static final String GREEK_LOWER = "\u03B1-\u03C9\u03AC\u03AD\u03AE\u03AF\u03B0\u0430-\u045F";

  /** Boxes drawn with letters. */
  static final String BOX =
      "\u2502\u250C\u2510\u2518\u251C\u2524\u252C\u253C\u2550-\u256C"
          + "\u2580\u2584\u2588\u258C\u2590\u2591\u2592\u2593";

  private Signs() {}
}
