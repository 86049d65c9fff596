package zoetrope.app.command;

import java.util.Locale;
import java.util.OptionalInt;

/** Whether what was typed is meant by a text: all its letters in order, the closer the better. */
final class FuzzyMatch {
  private FuzzyMatch() {}

  /** How well it matches, higher is better; empty where it does not. */
  static OptionalInt score(String typed, String text) {
    String t = typed.toLowerCase(Locale.ROOT).strip();
    String s = text.toLowerCase(Locale.ROOT);
    int score = 0;
    int last = -1;
    for (int i = 0; i < t.length(); i++) {
      if (t.charAt(i) == ' ') {
        continue;
      }
      int at = s.indexOf(t.charAt(i), last + 1);
      if (at < 0) {
        return OptionalInt.empty();
      }
      boolean begins = at == 0 || s.charAt(at - 1) == ' ';
      score += at == last + 1 ? 4 : begins ? 3 : 0;
      score -= Math.min(3, at - last - 1);
      last = at;
    }
    return OptionalInt.of(score);
  }
}
