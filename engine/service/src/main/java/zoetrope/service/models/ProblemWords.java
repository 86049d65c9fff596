package zoetrope.service.models;

import java.nio.file.Path;

/**
 * How to say what is wrong with a model, for those who speak another language than English or leave
 * something out. There is a method for each kind of problem, so that the compiler misses none;
 * parts are named by {@link CardPart#key}.
 */
public interface ProblemWords {
  /** The model's folder is not there, or may not be read. */
  String noFolder(Path folder);

  /** A part is nowhere in the folder. */
  String missing(Path folder, String part);

  /** A transformer is of another family than Wan2.1. */
  String otherFamily(Path file);

  /**
   * A file is of a family that is known and not run.
   *
   * @param part whose place it would take
   * @param name the family's, which is the same in all languages
   */
  String notRun(Path file, String part, String name);

  /** A file has VACE's blocks without the transformer that they belong to. */
  String vaceModule(Path file);

  /** Two transformers are those of one Wan2.2 model, which is not run. */
  String twoExperts(Path file, Path first);

  /**
   * A part has tensors that nothing takes.
   *
   * @param tensor one of them
   * @param count how many there are
   */
  String unused(Path file, String part, String tensor, int count);

  /**
   * A part is quantised in a way that is not run.
   *
   * @param form its name, which is the same in all languages
   */
  String quantised(Path file, String part, String form);

  /** A file is a link to one that is not there. */
  String brokenLink(Path file, String target);

  /** What may be a missing part is a Python pickle, which is not read. */
  String pickle(Path file);

  /** What may be a missing part is packed as GGUF, which is not read. */
  String gguf(Path file);

  /**
   * A part is there twice.
   *
   * @param file or folder that was not taken
   * @param first what was taken
   */
  String second(Path file, String part, Path first);

  /**
   * A part is of a type that is not read.
   *
   * @param type of most of its weights, as {@link CardPart#type} has it
   */
  String unreadType(Path file, String part, String type);

  /** Tensors have sizes that no model of the family has. */
  String strangeSizes(Path file);

  /** A control model takes so many channels, which are not what the engine draws. */
  String otherControl(Path file, int channels);

  /**
   * A part is of another model than the transformer.
   *
   * @param part text_encoder, autoencoder or image_encoder
   * @param takes width of vectors, or number of channels, that the transformer takes
   * @param gives what the part puts out
   */
  String misfit(Path folder, String part, long takes, long gives);

  /**
   * A file is damaged, cut off, not there or not to be trusted.
   *
   * @param english which file, why and what helps
   */
  String unreadable(String english);
}
