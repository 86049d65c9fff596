package zoetrope.diffusion.model.wan.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.model.wan.WanConfig;

/**
 * The two transformers of a Wan2.2 A14B model, one for much noise and one for little. Their tensors
 * are alike, so only names tell them apart: {@code high_noise_model} and {@code low_noise_model} in
 * the original release, {@code transformer} and {@code transformer_2} in diffusers', {@code
 * high_noise}, {@code HighNoise}, {@code HIGH} in single files.
 *
 * @param root folder that names are looked at from
 * @param weights all files of weights below it: a bare {@code high} says nothing without a {@code
 *     low} beside it
 */
record Experts(Path root, List<Path> weights) {
  private static final Pattern NOISE =
      Pattern.compile("(high|low)[-_ ]*noise", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD =
      Pattern.compile("(?<![A-Za-z])(high|low)(?![a-z])|(High|Low|HIGH|LOW)(?![a-z])");
  private static final Pattern DIFFUSERS =
      Pattern.compile("(?<=^|/)transformer(_2)?(?=/|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXTENSION = Pattern.compile("\\.[a-z]+$");
  private static final String INDEX = "model_index.json";

  Experts {
    weights = List.copyOf(weights);
  }

  /** Which of the two a transformer is. */
  enum Role {
    HIGH,
    LOW;

    private static Role of(String word) {
      return word.toLowerCase(Locale.ROOT).startsWith("high") ? HIGH : LOW;
    }
  }

  /**
   * What a name says.
   *
   * @param before what stands before the words that say it, in small letters
   * @param around the whole name without them
   */
  private record Name(Role role, String before, String around) {
    boolean opposite(Name other) {
      return role != other.role && before.equals(other.before);
    }
  }

  /** Which expert a file, or a folder of shards, is; empty where no name says it. */
  Optional<Role> role(Path unit) {
    return name(unit).map(Name::role).or(() -> said(ModelName.of(root)));
  }

  /** Of several, the other expert of the same model; one whose name differs in nothing else. */
  Optional<Path> partner(Path unit, List<Path> others) {
    return name(unit)
        .flatMap(
            own ->
                others.stream()
                    .filter(p -> name(p).filter(own::opposite).isPresent())
                    .min(
                        Comparator.comparing(
                            p -> !own.around().equals(name(p).orElseThrow().around()))));
  }

  private Optional<Name> name(Path unit) {
    String place = place(unit);
    return last(NOISE, place)
        .or(() -> diffusers(unit, place))
        .or(() -> last(WORD, place).filter(this::paired));
  }

  private Optional<Name> diffusers(Path unit, String place) {
    Matcher m = DIFFUSERS.matcher(place);
    if (!m.find()) {
      return Optional.empty();
    }
    Name name = name(m.group(1) == null ? Role.HIGH : Role.LOW, place, m.start(), m.end());
    boolean one = boundary(root, unit).isPresent();
    String second = name.before() + "transformer_2/";
    return one || weights.stream().map(this::place).anyMatch(w -> w.startsWith(second))
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Whether there is a file that is called the other one, up to that word. */
  private boolean paired(Name name) {
    return weights.stream().flatMap(w -> last(WORD, place(w)).stream()).anyMatch(name::opposite);
  }

  private String place(Path unit) {
    return root.relativize(unit).toString().replace('\\', '/');
  }

  private static Optional<Name> last(Pattern words, String place) {
    Matcher m = words.matcher(place);
    Optional<Name> out = Optional.empty();
    while (m.find()) {
      String word = m.group(1) == null ? m.group(2) : m.group(1);
      out = Optional.of(name(Role.of(word), place, m.start(), m.end()));
    }
    return out;
  }

  private static Name name(Role role, String place, int from, int to) {
    String small = place.toLowerCase(Locale.ROOT);
    String around = small.substring(0, from) + "*" + small.substring(to);
    return new Name(role, small.substring(0, from), EXTENSION.matcher(around).replaceFirst(""));
  }

  /** Which expert a LoRA is for, as its name, or its folder's, says; empty for both. */
  static Optional<Role> ofLora(Path lora) {
    Path file = lora.toAbsolutePath().normalize();
    Path folder = FolderFiles.parent(file);
    try (Stream<Path> beside = Files.list(folder)) {
      return new Experts(folder, beside.filter(FolderFiles::holdsWeights).toList()).role(file);
    } catch (IOException | UncheckedIOException _) {
      return new Experts(folder, List.of()).role(file);
    }
  }

  /** What a name says by itself; empty where it says both or nothing. */
  private static Optional<Role> said(String name) {
    List<Role> roles =
        NOISE.matcher(name).results().map(r -> Role.of(r.group(1))).distinct().toList();
    return roles.size() == 1 ? Optional.of(roles.getFirst()) : Optional.empty();
  }

  /**
   * The share of the noise at which diffusers goes over from one expert to the other.
   *
   * @throws CheckpointException when that is no share
   */
  static OptionalDouble boundary(Path root, Path unit) {
    for (Path at = unit; at != null && at.startsWith(root); at = at.getParent()) {
      JsonNode ratio = WanConfig.of(at.resolve(INDEX)).path("boundary_ratio");
      if (ratio.isNumber()) {
        if (!(ratio.asDouble() > 0 && ratio.asDouble() < 1)) {
          throw new CheckpointException(
              at.resolve(INDEX),
              "its boundary_ratio is " + ratio.asText() + ", and not between 0 and 1",
              "Download it again");
        }
        return OptionalDouble.of(ratio.asDouble());
      }
    }
    return OptionalDouble.empty();
  }
}
