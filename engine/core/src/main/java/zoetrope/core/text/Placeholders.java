package zoetrope.core.text;

import java.util.List;

/** Fills the places of a sentence: {@code {0}} is the first fact, {@code {1}} the second. */
public final class Placeholders {
  private Placeholders() {}

  /** The sentence with its facts; a place without a fact stays. */
  public static String filled(String pattern, List<String> facts) {
    String words = pattern;
    for (int i = 0; i < facts.size(); i++) {
      words = words.replace("{" + i + "}", facts.get(i));
    }
    return words;
  }
}
