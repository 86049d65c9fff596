package zoetrope.diffusion.text.umt5;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** Character references of HTML 5 undone, as Python's {@code html.unescape} and ftfy do it. */
final class HtmlEntities {
  private static final Pattern ANY =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final Pattern WHOLE = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
  private static final int HIGHEST = 0x10FFFF;

  private HtmlEntities() {}

  /** All references, those without a semicolon too, as browsers read them. */
  static String unescaped(String text) {
    return ANY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(one(m.group(1))));
  }

  private static String one(String reference) {
    if (reference.startsWith("#")) {
      return numbered(reference.substring(1));
    }
    // The longest beginning that is a name.
    for (int end = reference.length(); end > 1; end--) {
      String found = named(reference.substring(0, end));
      if (!found.isEmpty()) {
        return found + reference.substring(end);
      }
    }
    return "&" + reference;
  }

  /** What a name stands for, its semicolon included; empty when it is none. */
  private static String named(String name) {
    if (name.endsWith(";")) {
      String bare = name.substring(0, name.length() - 1);
      return Entities.isNamedEntity(bare) ? Entities.getByName(bare) : "";
    }
    return Entities.isBaseNamedEntity(name) ? Entities.getByName(name) : "";
  }

  private static String numbered(String reference) {
    String digits = reference.endsWith(";") ? reference.replace(";", "") : reference;
    boolean hex = digits.charAt(0) == 'x' || digits.charAt(0) == 'X';
    String number = (hex ? digits.substring(1) : digits).replaceFirst("^0+(?=.)", "");
    long value = number.length() > 8 ? Long.MAX_VALUE : Long.parseLong(number, hex ? 16 : 10);
    int code = (int) Math.min(value, HIGHEST + 1);
    if (code == 0 || code > HIGHEST || (code >= 0xD800 && code < 0xE000)) {
      return "\uFFFD";
    }
    if (code >= 0x80 && code < 0xA0) {
      return Mojibake.controls(Character.toString(code));
    }
    return meaningless(code) ? "" : Character.toString(code);
  }

  /** Code points that no document may have. */
  private static boolean meaningless(int code) {
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r')
        || code == 0x7F
        || (code >= 0xFDD0 && code <= 0xFDEF)
        || (code & 0xFFFE) == 0xFFFE;
  }

  /**
   * Only unambiguous references, those with a semicolon; also names put in capitals as a whole
   * ("P&amp;EACUTE;REZ").
   */
  static String repaired(String text) {
    return WHOLE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(whole(m.group())));
  }

  private static String whole(String reference) {
    if (reference.startsWith("&#")) {
      String plain = unescaped(reference);
      return plain.contains(";") ? reference : plain;
    }
    String name = reference.substring(1);
    String found = named(name);
    if (!found.isEmpty()) {
      return found;
    }
    String small = name.toLowerCase(Locale.ROOT);
    boolean capitals = name.equals(small.toUpperCase(Locale.ROOT));
    return capitals && !named(small).isEmpty() && unescaped(reference).equals(reference)
        ? named(small).toUpperCase(Locale.ROOT)
        : reference;
  }
}
