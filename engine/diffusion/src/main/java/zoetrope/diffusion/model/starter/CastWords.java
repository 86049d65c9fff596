package zoetrope.diffusion.model.starter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import zoetrope.diffusion.text.lexicon.Lexicon;
import zoetrope.diffusion.text.lexicon.Lexicon.Token;
import zoetrope.diffusion.text.lexicon.Mention;

/**
 * The words of a prompt by which it means characters of its shot: words of what they are called or
 * described as. Of Chinese, whose words nobody has parted, whole phrases.
 */
final class CastWords {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");

  private final List<Token> prompt;
  private final Set<Token> covered = new HashSet<>();

  CastWords(Lexicon lexicon, String text, List<String> cast) {
    prompt = lexicon.tokens(text);
    for (String c : cast) {
      for (Mention m : lexicon.mentions(c)) {
        String phrase = c.substring(m.start(), m.end());
        List<Token> tokens = lexicon.tokens(phrase);
        if (HAN.matcher(phrase).matches()) {
          cover(tokens);
        } else {
          tokens.forEach(t -> cover(List.of(t)));
        }
      }
    }
  }

  private void cover(List<Token> phrase) {
    for (int i = 0; i + phrase.size() <= prompt.size(); i++) {
      int k = 0;
      while (k < phrase.size() && prompt.get(i + k).same(phrase.get(k))) {
        k++;
      }
      if (k == phrase.size()) {
        covered.addAll(prompt.subList(i, i + k));
      }
    }
  }

  private List<Token> in(Mention m) {
    return prompt.stream().filter(t -> t.start() >= m.start() && t.end() <= m.end()).toList();
  }

  /** Whether a phrase names a character: its last word does, as in "small fox". */
  boolean names(Mention m) {
    List<Token> tokens = in(m);
    return !tokens.isEmpty() && covered.contains(tokens.getLast());
  }

  /** The parts of an unknown phrase that name no character. */
  List<Mention> others(Mention m) {
    List<Mention> out = new ArrayList<>();
    for (Token t : in(m)) {
      if (covered.contains(t)) {
        continue;
      }
      boolean adjoins = !out.isEmpty() && out.getLast().end() == t.start();
      int start = adjoins ? out.removeLast().start() : t.start();
      out.add(new Mention(start, t.end(), m.meanings(), m.negated()));
    }
    return out;
  }
}
