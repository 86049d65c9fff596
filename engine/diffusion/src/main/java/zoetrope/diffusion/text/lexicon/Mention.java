package zoetrope.diffusion.text.lexicon;

import java.util.List;
import java.util.stream.Stream;

/**
 * A phrase in a text.
 *
 * @param start of its first character, in UTF-16 units as {@link String#substring} counts
 * @param end after its last
 * @param meanings all that it may mean; empty for a word that nobody knows
 * @param negated whether the text says that it is not so
 */
public record Mention(int start, int end, List<Meaning> meanings, boolean negated) {
  public Mention {
    meanings = List.copyOf(meanings);
  }

  Mention(int start, int end, List<Meaning> meanings) {
    this(start, end, meanings, false);
  }

  /** Whether the phrase is in the word list. */
  public boolean known() {
    return !meanings.isEmpty();
  }

  /** Its meanings of a kind. */
  public Stream<Meaning> of(String kind) {
    return meanings.stream().filter(m -> m.kind().equals(kind));
  }

  /** Whether it may mean something of a kind. */
  public boolean is(String kind) {
    return of(kind).findAny().isPresent();
  }

  /** Whether it says how the sentence is built and nothing else. */
  boolean grammar() {
    return known() && meanings.stream().allMatch(Meaning::grammar);
  }

  Mention negate() {
    return new Mention(start, end, meanings, true);
  }
}
