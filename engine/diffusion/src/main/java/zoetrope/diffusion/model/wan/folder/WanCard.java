package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.Quoted;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.model.lora.Lora;

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
    TEXT("text to video"),
    IMAGE("image to video"),
    VACE("text, references, first frame and layout to video"),
    CONTROL("control video to video");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Files a pipeline consists of. */
  public enum Part {
    /** The only one, or of two the one for much noise. */
    TRANSFORMER("diffusion transformer"),
    /** Of two transformers the one for little noise. */
    LOW_NOISE("low-noise transformer"),
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

    /** A part that consists of some of a file's tensors. */
    static Found of(Path unit, String layout, Checkpoint c, Set<String> tensors) {
      Map<String, List<TensorInfo>> weights =
          tensors.stream().map(c::info).collect(Collectors.groupingBy(TensorInfo::type));
      Optional<TensorInfo> most =
          weights.values().stream()
              .max(Comparator.comparingLong(Found::elements))
              .map(List::getFirst);
      return new Found(
          unit,
          layout,
          most.map(TensorInfo::dtype),
          most.map(TensorInfo::type).map(Quoted::name).orElse(""),
          weights.values().stream().mapToLong(Found::elements).sum());
    }

    private static long elements(List<TensorInfo> tensors) {
      return tensors.stream().mapToLong(TensorInfo::elements).sum();
    }
  }

  /** Whether a pipeline can run. */
  public boolean complete() {
    return problems.isEmpty();
  }

  /** Whether it has two transformers, one for much noise and one for little. */
  public boolean experts() {
    return parts.containsKey(Part.LOW_NOISE);
  }

  /** Where the one goes over to the other, as a share of the noise, if the pipeline says it. */
  public OptionalDouble boundary() {
    return Experts.boundary(folder, path(Part.TRANSFORMER));
  }

  /**
   * The LoRAs of these that are laid upon a transformer: those whose names say that they are for
   * one of two upon that alone, all others upon both.
   */
  public List<Lora> loras(Part transformer, List<Lora> all) {
    Optional<Experts.Role> other =
        Optional.of(transformer == Part.LOW_NOISE ? Experts.Role.HIGH : Experts.Role.LOW);
    return experts()
        ? all.stream().filter(l -> !Experts.ofLora(l.file()).equals(other)).toList()
        : all;
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
