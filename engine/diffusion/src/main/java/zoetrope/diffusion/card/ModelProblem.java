package zoetrope.diffusion.card;

import java.nio.file.Path;
import java.util.List;

/**
 * Why the model of a folder cannot be used, or not as it is.
 *
 * @param key by which those who speak other languages know the sentence; {@code facts} fill it
 * @param facts what it says about this folder, in the order of the sentence's places
 * @param words the whole sentence in English: the place, the problem and what helps
 */
public record ModelProblem(String key, List<Fact> facts, String words) {
  /** Something that a sentence is about. */
  public sealed interface Fact {
    /** A file, a folder of shards, or where a link leads. */
    record File(Path path) implements Fact {}

    /** A part by its {@link CardPart#key}. */
    record Part(String key) implements Fact {}

    /** What helps where a part is not there or does not serve, by the part's key. */
    record Remedy(String part) implements Fact {}

    /** A name that is the same in all languages. */
    record Name(String text) implements Fact {}

    /** A number of things. */
    record Count(long number) implements Fact {}

    /** What a reader of files said, in English; whole paths may be in it. */
    record Said(String english) implements Fact {}
  }

  public ModelProblem {
    facts = List.copyOf(facts);
  }

  public ModelProblem(String key, String words, Fact... facts) {
    this(key, List.of(facts), words);
  }

  /** The model's folder is not there, or may not be read. */
  public static ModelProblem noFolder(Path folder, String words) {
    return new ModelProblem("folder", words, new Fact.File(folder));
  }

  /**
   * A file is damaged, cut off, not there or not to be trusted.
   *
   * @param words which file, why and what helps
   */
  public static ModelProblem unreadable(String words) {
    return new ModelProblem("unreadable", words, new Fact.Said(words));
  }
}
