package zoetrope.diffusion.text.umt5;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a prompt is cleaned before it is cut into pieces. Source: Wan2.1, {@code tokenizers.py}. */
public enum PromptCleaner {
  /** Repaired, entities undone, white space as single blanks: what Wan's pipelines use. */
  WHITESPACE {
    @Override
    public String clean(String prompt) {
      return spaced(basic(prompt));
    }
  },
  /** {@link #WHITESPACE} in small letters. */
  LOWER {
    @Override
    public String clean(String prompt) {
      return spaced(basic(prompt)).toLowerCase(Locale.ROOT);
    }
  },
  /** In small letters, ASCII punctuation gone, underscores as blanks. */
  CANONICALIZE {
    @Override
    public String clean(String prompt) {
      String words = PUNCTUATION.matcher(basic(prompt).replace('_', ' ')).replaceAll("");
      return spaced(words.toLowerCase(Locale.ROOT));
    }
  };

  private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
  // Python's \s over str: U+200B is none.
  static final String SPACE =
      "[\t-\r\u001C-\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";
  private static final Pattern SPACES = Pattern.compile(SPACE + "+");
  private static final Pattern ENDS = Pattern.compile("^" + SPACE + "+|" + SPACE + "+$");

  /** The cleaned prompt; empty when nothing but white space is left. */
  public abstract String clean(String prompt);

  /** The repair of damaged text alone ({@code ftfy.fix_text}). */
  public static String repair(String prompt) {
    return TextRepair.repair(prompt);
  }

  private static String basic(String prompt) {
    String repaired = TextRepair.repair(prompt);
    // Twice, as upstream does: "&amp;quot;" becomes a quotation mark.
    String plain = HtmlEntities.unescaped(HtmlEntities.unescaped(repaired));
    return ENDS.matcher(plain).replaceAll("");
  }

  private static String spaced(String text) {
    return ENDS.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("");
  }
}
