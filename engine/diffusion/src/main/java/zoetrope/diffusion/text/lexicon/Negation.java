package zoetrope.diffusion.text.lexicon;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text says is not so. A negation reaches over articles and prepositions to the first known
 * phrase after it, within its clause, and from there over "or", and over "and" to more of the same
 * kind: in "no rain or snow at night" the night stays. Where what is negated is not known, nobody
 * can tell whether that is so, and the negation becomes a part of the unknown words.
 */
final class Negation {
  /** Kinds of which "and" begins something new: "no zoom in and pan left". */
  private static final String CAMERA = "camera";

  private static final String OR = "or";

  private final List<Mention> in;
  private final List<Mention> out = new ArrayList<>();
  private int at;

  private Negation(List<Mention> in) {
    this.in = in;
  }

  /** The mentions with negated ones marked, the words that negate them gone. */
  static List<Mention> resolved(List<Mention> mentions) {
    Negation n = new Negation(mentions);
    while (n.at < mentions.size()) {
      if (mentions.get(n.at).is(Meaning.NOT)) {
        n.negated();
      } else {
        n.out.add(mentions.get(n.at++));
      }
    }
    return n.out;
  }

  private void negated() {
    Mention word = in.get(at++);
    int from = at;
    if (from < in.size() && !in.get(from).known() && in.get(from).start() == word.end()) {
      at++; // an unknown Chinese word that begins like a negation
      out.add(new Mention(word.start(), in.get(from).end(), List.of()));
      return;
    }
    while (from < in.size() && skipped(in.get(from))) {
      from++;
    }
    int first = from;
    while (first < in.size() && !in.get(first).known()) {
      first++;
    }
    boolean found = first < in.size() && !in.get(first).grammar();
    if (found) {
      at = first + 1;
      out.add(in.get(first).negate());
      more(in.get(first));
    } else if (first > from) {
      at = first;
      out.add(new Mention(word.start(), in.get(first - 1).end(), List.of()));
    }
  }

  /** Between a negation and what it negates. */
  private static boolean skipped(Mention m) {
    return m.grammar() && !m.is(Meaning.BREAK) && !m.is(Meaning.NOT);
  }

  private void more(Mention last) {
    int next = at + 1;
    while (next < in.size() && in.get(next).is(Meaning.GLUE)) {
      next++;
    }
    if (next >= in.size() || !in.get(at).is(Meaning.JOIN)) {
      return;
    }
    boolean or = in.get(at).of(Meaning.JOIN).anyMatch(j -> j.value().equals(OR));
    boolean same =
        in.get(next).meanings().stream()
            .anyMatch(m -> !m.grammar() && last.is(m.kind()) && (or || !m.kind().equals(CAMERA)));
    if (same) {
      out.add(in.get(next).negate());
      at = next + 1;
      more(in.get(next));
    }
  }
}
