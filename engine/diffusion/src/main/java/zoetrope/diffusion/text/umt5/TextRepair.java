package zoetrope.diffusion.text.umt5;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What upstream does to a prompt with {@code ftfy.fix_text}: entities, mojibake, ligatures, full
 * and half width, curly quotes, line ends, lone surrogates, terminal escapes, control characters,
 * NFC, again and again until nothing changes. Source: ftfy 6.3's documentation of its fixers.
 */
final class TextRepair {
  private static final Pattern TERMINAL = Pattern.compile("\u001B\\[[\\p{Nd};]*[a-zA-Z]");
  private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201C-\u201F]");
  private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u02BC\u2018-\u201B]");
  private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
  private static final Pattern CONTROLS =
      Pattern.compile("[\u0000-\u0008\u000B\u000E-\u001F\u007F\u206A-\u206F\uFEFF\uFFF9-\uFFFC]");
  private static final Pattern WIDE = Pattern.compile("[\u3000\uFF01-\uFFEF]");
  private static final Pattern LONE_SURROGATE =
      Pattern.compile("[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]");
  private static final Pattern LIGATURE =
      Pattern.compile("[\u0132\u0133\u0149\u01C4-\u01CC\u01F1-\u01F3\uFB00-\uFB06]");
  private static final Map<String, String> BY_HAND =
      Map.of("\u0149", "'n", "\uFB05", "\u017Ft", "\uFB06", "st");

  private static final int ROUNDS = 16;

  private TextRepair() {}

  static String repair(String text) {
    StringBuilder out = new StringBuilder(text.length());
    // From the first line with a "<" on, the text is taken for HTML, whose entities stay.
    boolean entities = true;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at) + 1;
      end = end == 0 ? text.length() : end;
      String line = text.substring(at, end);
      entities &= line.indexOf('<') < 0;
      out.append(line(line, entities));
      at = end;
    }
    return out.toString();
  }

  private static String line(String line, boolean entities) {
    String now = line;
    for (int round = 0; round < ROUNDS; round++) {
      String next = round(now, entities);
      if (next.equals(now)) {
        break;
      }
      now = next;
    }
    return now;
  }

  private static String round(String text, boolean entities) {
    String t = entities ? HtmlEntities.repaired(text) : text;
    t = Mojibake.controls(Mojibake.repair(t));
    t = LIGATURE.matcher(t).replaceAll(m -> quoted(ligature(m.group())));
    t = WIDE.matcher(t).replaceAll(m -> quoted(compatible(m.group())));
    t = DOUBLE_QUOTES.matcher(t).replaceAll("\"");
    t = SINGLE_QUOTES.matcher(t).replaceAll("'");
    t = LINE_ENDS.matcher(t).replaceAll("\n");
    t = LONE_SURROGATE.matcher(t).replaceAll("\uFFFD");
    t = TERMINAL.matcher(t).replaceAll("");
    t = CONTROLS.matcher(t).replaceAll("");
    return Normalizer.normalize(t, Normalizer.Form.NFC);
  }

  private static String ligature(String c) {
    String known = BY_HAND.get(c);
    return known == null ? compatible(c) : known;
  }

  private static String compatible(String c) {
    return Normalizer.normalize(c, Normalizer.Form.NFKC);
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }
}
