package zoetrope.service.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.tuning.Tuning;

/**
 * An installed model, what it can be asked for, and how it is asked when nobody says otherwise.
 *
 * @param answers for each wish; empty for a model that cannot be used, of which nobody knows
 * @param loras laid upon it, in their order
 * @param tuning what the user chose about it
 */
public record ModelProfile(
    InstalledModel model,
    Map<Wish, Answer> answers,
    Advice advice,
    List<Laid> loras,
    Tuning tuning) {

  /** What shots ask for. */
  public enum Wish {
    /** A prompt alone. */
    TEXT,
    FIRST_FRAME,
    LAST_FRAME,
    CHARACTERS,
    /** Drawn paths and brushed regions. */
    MOTION,
    CAMERA
  }

  /**
   * Whether a wish is met.
   *
   * @param limit the name of what holds it back, or hinders it
   */
  public record Answer(boolean possible, Optional<String> limit) {
    static final Answer YES = new Answer(true, Optional.empty());
  }

  /**
   * How the model is asked when nobody says otherwise.
   *
   * @param rate frames a second of its clips
   * @param fixed whether the steps stay so, whatever is asked, because the model or a LoRA upon it
   *     was distilled to them
   * @param shortensPaths whether a weaker motion strength means shorter ways
   */
  public record Advice(int rate, int steps, double guidance, boolean fixed, boolean shortensPaths) {
    /**
     * How much of a drawn way is gone at a motion strength, 0 to 1: none of it where motion is off.
     */
    public double share(double strength) {
      return strength > 0 && !shortensPaths ? 1 : strength;
    }
  }

  /**
   * A LoRA upon the model.
   *
   * @param strength 1 as it was trained
   */
  public record Laid(Path file, double strength) {
    /** The file's name without its ending. */
    public String name() {
      return String.valueOf(file.getFileName()).replaceAll("\\.safetensors$", "");
    }
  }

  public ModelProfile {
    answers = Map.copyOf(answers);
    loras = List.copyOf(loras);
  }

  /** One about which nothing was chosen. */
  public ModelProfile(
      InstalledModel model, Map<Wish, Answer> answers, Advice advice, List<Laid> loras) {
    this(model, answers, advice, loras, Tuning.NONE);
  }

  /** As shots name it. */
  public String id() {
    return model.id();
  }

  /** Whether a wish is met; of a model that nobody knows, all are. */
  public Answer answer(Wish wish) {
    return answers.getOrDefault(wish, Answer.YES);
  }

  /** Names of all limits that answers may have. */
  public static Set<String> limits() {
    return Stream.of(Limit.values()).map(Limit::name).collect(Collectors.toUnmodifiableSet());
  }
}
