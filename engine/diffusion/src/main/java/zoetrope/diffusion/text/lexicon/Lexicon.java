package zoetrope.diffusion.text.lexicon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A word list, and what a text says by it. Case, plurals of words and traditional forms of Han
 * characters make no difference, and what only says in which manner (kind {@code glue}) may stand
 * inside a phrase; otherwise phrases match whole words, as few of them as cover the text.
 */
public final class Lexicon {
  private final Node root = new Node();
  private final Map<Integer, Integer> variants;
  private final Spelling spelling = new Spelling();

  /** A tree of phrases, a unit a step. */
  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private final List<Meaning> meanings = new ArrayList<>();

    private Node child(String unit) {
      return next.computeIfAbsent(unit, u -> new Node());
    }
  }

  /**
   * Where a phrase ends, counted in units, and what it means; nothing where nobody knows it.
   *
   * @param glue units inside that are no part of it
   */
  private record Match(int end, List<Meaning> meanings, int glue) {
    /**
     * What it costs to part a text so. Unknown words cost most; two words that mean nothing cost
     * more than a phrase, so that "wide shot of" is a wide shot and not the shot of something wide;
     * what stands inside a phrase costs what it does outside, so that "in a space station" is no
     * station in space.
     */
    private int cost(int start) {
      if (meanings.isEmpty()) {
        return UNKNOWN;
      }
      return meanings.stream().allMatch(Meaning::grammar)
          ? EMPTY * (end - start)
          : PHRASE + EMPTY * glue;
    }
  }

  private static final int UNKNOWN = 1_000_000;
  private static final int PHRASE = 5;
  private static final int EMPTY = 3;

  /**
   * @param variants characters that count as others, one for one
   */
  Lexicon(Map<Integer, Integer> variants) {
    this.variants = Map.copyOf(variants);
  }

  void add(String phrase, Meaning meaning) {
    Node at = root;
    List<Unit> units = Unit.of(phrase, variants);
    for (Unit u : units) {
      at = at.child(u.text());
    }
    if (units.size() == 1 && units.getFirst().kind() == Unit.Kind.WORD && meaning.scenic()) {
      spelling.add(units.getFirst().text());
    }
    if (!at.meanings.contains(meaning)) {
      at.meanings.add(meaning);
    }
  }

  /**
   * The phrases of a text that say something, in their order: known ones, and each run of what
   * nobody knows as one of no meaning.
   */
  public List<Mention> mentions(String text) {
    List<Unit> units = Unit.of(text, variants);
    List<Mention> all = new ArrayList<>();
    List<Match> parted = parted(units);
    for (int i = 0; i < units.size(); i = parted.get(i).end()) {
      Match m = parted.get(i);
      if (m.meanings().isEmpty()) {
        unknown(all, units.get(i));
      } else {
        all.add(new Mention(units.get(i).start(), units.get(m.end() - 1).end(), m.meanings()));
      }
    }
    return Negation.resolved(all).stream().filter(m -> !m.grammar()).toList();
  }

  /**
   * The phrase that begins at each unit when the text from there is parted into as few unknown
   * words as can be, and then into as few phrases.
   */
  private List<Match> parted(List<Unit> units) {
    List<Match> best =
        new ArrayList<>(Collections.nCopies(units.size(), new Match(0, List.of(), 0)));
    long[] cost = new long[units.size() + 1];
    for (int i = units.size() - 1; i >= 0; i--) {
      cost[i] = Long.MAX_VALUE;
      for (Match m : matches(units, i)) {
        if (cost[m.end()] + m.cost(i) < cost[i]) {
          cost[i] = cost[m.end()] + m.cost(i);
          best.set(i, m);
        }
      }
    }
    return best;
  }

  /** All phrases that begin at a unit, and the unit by itself. */
  private List<Match> matches(List<Unit> units, int from) {
    boolean ends = units.get(from).kind() == Unit.Kind.BREAK;
    List<Match> out = new ArrayList<>();
    if (!ends) {
      matches(root, units, from, true, 0, out);
    }
    out.add(new Match(from + 1, ends ? List.of(Meaning.of(Meaning.BREAK)) : List.of(), 0));
    return out;
  }

  /**
   * @param ends whether a phrase may end here: not after what only stands inside
   * @param glue units passed so far that only stand inside
   */
  private void matches(Node at, List<Unit> units, int i, boolean ends, int glue, List<Match> out) {
    if (ends && !at.meanings.isEmpty()) {
      out.add(new Match(i, at.meanings, glue));
    }
    if (i == units.size() || units.get(i).kind() == Unit.Kind.BREAK) {
      return;
    }
    for (String form : forms(units.get(i))) {
      Node next = at.next.get(form);
      if (next != null) {
        matches(next, units, i + 1, true, glue, out);
      }
    }
    int skipped = at == root || at.next.isEmpty() ? 0 : glue(units, i);
    if (skipped > 0) {
      matches(at, units, i + skipped, false, glue + skipped, out);
    }
  }

  /** Han characters that nobody knows are one run, in which no words can be told apart. */
  private static void unknown(List<Mention> all, Unit u) {
    Optional<Mention> before = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    if (u.kind() == Unit.Kind.HAN
        && before.filter(b -> !b.known() && b.end() == u.start()).isPresent()) {
      all.set(all.size() - 1, new Mention(before.get().start(), u.end(), List.of()));
    } else {
      all.add(new Mention(u.start(), u.end(), List.of()));
    }
  }

  /** How many units the longest phrase takes that may stand inside another. */
  private int glue(List<Unit> units, int from) {
    int longest = 0;
    Node at = root;
    for (int i = from; i < units.size() && at != null; i++) {
      at = at.next.get(units.get(i).text());
      if (at != null && at.meanings.stream().anyMatch(m -> m.kind().equals(Meaning.GLUE))) {
        longest = i + 1 - from;
      }
    }
    return longest;
  }

  /** A word as it is, without a possessive's ending, and as a singular. */
  private static List<String> forms(Unit u) {
    String w = u.text();
    if (u.kind() != Unit.Kind.WORD || w.length() < 4) {
      return List.of(w);
    }
    List<String> out = new ArrayList<>(List.of(w));
    String bare = w.endsWith("'s") ? w.substring(0, w.length() - 2) : w;
    if (!bare.equals(w)) {
      out.add(bare);
    }
    if (bare.endsWith("s") && !bare.endsWith("ss")) {
      out.add(bare.substring(0, bare.length() - 1));
    }
    if (bare.endsWith("ies")) {
      out.add(bare.substring(0, bare.length() - 3) + "y");
    } else if (bare.endsWith("ves")) {
      out.add(bare.substring(0, bare.length() - 3) + "f");
    } else if (bare.matches(".*(s|x|z|ch|sh)es")) {
      out.add(bare.substring(0, bare.length() - 2));
    }
    return out;
  }

  /** A word or a Han character of a text, in the forms under which it is compared. */
  public record Token(int start, int end, List<String> forms) {
    public Token {
      forms = List.copyOf(forms);
    }

    /** Whether both are the same word. */
    public boolean same(Token other) {
      return forms.stream().anyMatch(other.forms::contains);
    }
  }

  /** Words with a meaning that look much like a word that nobody knows; most alike first. */
  public List<String> similar(String word) {
    List<Unit> units = Unit.of(word, variants);
    return units.size() == 1 && units.getFirst().kind() == Unit.Kind.WORD
        ? spelling.similar(units.getFirst().text())
        : List.of();
  }

  /** The words and Han characters of a text. */
  public List<Token> tokens(String text) {
    return Unit.of(text, variants).stream()
        .filter(u -> u.kind() != Unit.Kind.BREAK)
        .map(u -> new Token(u.start(), u.end(), forms(u)))
        .toList();
  }
}
