package zoetrope.diffusion.text.umt5;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a text looks as if it had been read in the wrong encoding: it has neighbours that writing
 * hardly ever has. The rules are those of ftfy 6.3 (ftfy/badness.py), so that the same prompts are
 * repaired as upstream repairs.
 */
final class Suspicion {
  private static final String C1 = "\u0080-\u009F";
  private static final String ACCENTED = Signs.LOWER + Signs.UPPER;
  private static final String PUNCTUATION = Signs.OPENING + Signs.CLOSING;
  private static final String ODD =
      ACCENTED + Signs.BOX + PUNCTUATION + Signs.CURRENCY + Signs.NUMERIC + Signs.LAW;
  private static final String ARABIC =
      of("ØÙ")
          + of(
              Signs.COMMON + Signs.CURRENCY + Signs.BAD + Signs.NUMERIC + Signs.OPENING + "ŸŠ®°µ»");
  private static final String LOST = C1 + Signs.BAD + PUNCTUATION + Signs.CURRENCY + "°";

  /** Sets side by side. */
  private static final List<String> NEIGHBOURS =
      List.of(
          of(C1),
          of(Signs.BAD + ODD) + of(Signs.BAD),
          "[a-zA-Z]" + of(Signs.GREEK_LOWER + Signs.GREEK_UPPER) + of(Signs.BAD),
          of(Signs.BAD) + of(ODD),
          of(
                  Signs.LOWER
                      + Signs.GREEK_LOWER
                      + Signs.BOX
                      + Signs.CLOSING
                      + Signs.CURRENCY
                      + Signs.NUMERIC)
              + of(Signs.UPPER),
          of(Signs.BOX + Signs.CLOSING + Signs.CURRENCY + Signs.NUMERIC) + of(Signs.LOWER),
          of(Signs.LOWER + Signs.BOX + Signs.CLOSING) + of(Signs.CURRENCY),
          PromptCleaner.SPACE + of(Signs.UPPER) + of(Signs.CURRENCY),
          of(Signs.UPPER + Signs.BOX) + of(Signs.NUMERIC + Signs.LAW),
          of(ACCENTED + Signs.BOX + Signs.CURRENCY + Signs.CLOSING)
              + of(Signs.OPENING)
              + of(Signs.NUMERIC),
          of(ACCENTED + Signs.CURRENCY + Signs.NUMERIC + Signs.BOX + Signs.LAW)
              + of(Signs.CLOSING)
              + of(Signs.OPENING),
          of(Signs.CURRENCY + Signs.NUMERIC + Signs.BOX) + of(Signs.OPENING),
          "[a-z]" + of(Signs.UPPER) + of(Signs.OPENING + Signs.CURRENCY),
          of(Signs.BOX) + of(Signs.FACES),
          of(ACCENTED + Signs.CURRENCY + Signs.NUMERIC + PUNCTUATION + Signs.LAW) + of(Signs.BOX),
          of(Signs.BOX) + of(Signs.CLOSING),
          of(ACCENTED) + of(PUNCTUATION) + "[\\p{L}\\p{N}_]");

  /** What single encodings make of frequent signs. */
  private static final List<String> KNOWN =
      List.of(
          "[Œœ][^A-Za-z]",
          of(Signs.UPPER) + "°",
          "[ÂÃÎÐ]" + of("€œŠš¢£Ÿž\u00A0\u00AD®©°·»" + PUNCTUATION + "–—´"),
          "×[²³]",
          ARABIC + ARABIC,
          "à[²µ¹¼½¾]",
          "√[±∂†≠®™´≤≥¥µø]",
          "≈[°¢]",
          "‚Ä[ìîïòôúùû†°¢π]",
          "‚[âó][àä°ê]",
          "вЂ",
          "[ВГРС]" + of(LOST + "µ") + "[ВГРС]",
          "ГўВЂВ.[A-Za-z ]",
          "Ã[\u00A0¡]",
          "[a-z]" + PromptCleaner.SPACE + "?[ÃÂ] ",
          "^[ÃÂ] ",
          of("a-z.,?!" + Signs.CLOSING) + "Â" + of(" " + PUNCTUATION),
          "β€[™\u00A0Ά\u00AD®°]",
          "[ΒΓΞΟ]" + of(LOST) + "[ΒΓΞΟ]",
          "ā€");

  private static final Pattern RULES =
      Pattern.compile(String.join("|", NEIGHBOURS) + "|" + String.join("|", KNOWN));

  private Suspicion() {}

  private static String of(String set) {
    return "[" + set + "]";
  }

  static boolean raised(CharSequence text) {
    return RULES.matcher(text).find();
  }
}
