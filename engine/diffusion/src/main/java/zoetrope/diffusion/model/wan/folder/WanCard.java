package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.DType;

/**
 * What a folder turned out to hold.
 *
 * @param folder that was looked into
 * @param kind of the transformer, where one was found
 * @param parts what was found, and where
 * @param problems what is missing or cannot be used
 */
public record WanCard(
    Path folder, Optional<Kind> kind, Map<Part, Found> parts, List<CardProblem> problems) {
  public WanCard {
    Map<Part, Found> ordered = new EnumMap<>(Part.class);
    ordered.putAll(parts);
    parts = Collections.unmodifiableMap(ordered);
    problems = List.copyOf(problems);
  }

  /** What a transformer of the family makes, read from its tensors. */
  public enum Kind {
    TEXT("text to video", false),
    IMAGE("image to video", true),
    VACE("text, references, first frame and layout to video", false),
    CONTROL("control video to video", true);

    private final String words;
    private final boolean pictures;

    Kind(String words, boolean pictures) {
      this.words = words;
      this.pictures = pictures;
    }

    /** Whether it takes pictures by way of CLIP. */
    boolean seesPictures() {
      return pictures;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Files a pipeline consists of. */
  public enum Part {
    TRANSFORMER("diffusion transformer"),
    TEXT_ENCODER("UMT5 text encoder"),
    TOKENIZER("UMT5 tokenizer"),
    AUTOENCODER("Wan2.1 VAE"),
    IMAGE_ENCODER("CLIP image encoder");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /**
   * One part.
   *
   * @param path file or folder of shards
   * @param layout whose names its tensors have
   * @param dtype of most of its weights; empty for a tokenizer
   * @param type the same as the file calls it: what is quantised has no type of its own
   * @param parameters number of weights
   */
  public record Found(
      Path path, String layout, Optional<DType> dtype, String type, long parameters) {
    /** A part whose weights are of a type that has a name. */
    public Found(Path path, String layout, Optional<DType> dtype, long parameters) {
      this(path, layout, dtype, dtype.map(DType::name).orElse(""), parameters);
    }
  }

  /** Whether a pipeline can run. */
  public boolean complete() {
    return problems.isEmpty();
  }

  /** A part that a complete card has. */
  public Path path(Part part) {
    Found found = parts.get(part);
    if (found == null) {
      throw new IllegalArgumentException("no " + part.words() + " in " + folder);
    }
    return found.path();
  }
}
