package zoetrope.diffusion.text.lexicon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words that a misspelt one may have been meant for: a letter too many, too few, another or two
 * swapped, in long words two such slips (Damerau 1964, Levenshtein 1966). The word list's own
 * compounds hold the words of English that are as near as that ({@code
 * assets/starter/compounds.py}), which are therefore known and never asked for.
 */
final class Spelling {
  private static final int SHORTEST = 4;
  private static final int LONG = 8;
  private static final int MOST = 2;

  private final Set<String> words = new TreeSet<>();

  void add(String word) {
    if (word.length() >= SHORTEST) {
      words.add(word);
    }
  }

  /** The words with the fewest slips, those with the same first letter before others. */
  List<String> similar(String word) {
    if (word.length() < SHORTEST) {
      return List.of();
    }
    int best = word.length() < LONG ? 1 : 2;
    List<String> out = new ArrayList<>();
    for (String w : words) {
      if (Math.abs(w.length() - word.length()) <= best) {
        int slips = slips(word, w);
        if (slips < best) {
          out.clear();
        }
        if (slips <= best) {
          best = slips;
          out.add(w);
        }
      }
    }
    Comparator<String> first = Comparator.comparing(w -> w.charAt(0) != word.charAt(0));
    return out.stream().sorted(first.thenComparing(Comparator.naturalOrder())).limit(MOST).toList();
  }

  /** The optimal string alignment distance. */
  static int slips(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
