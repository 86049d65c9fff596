package zoetrope.diffusion.model.wan.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.model.wan.WanConfig;

/**
 * The two transformers of a Wan2.2 model, one for much noise and one for little. Their tensors are
 * those of Wan2.1, so only names tell them: {@code high_noise_model} and {@code low_noise_model} in
 * the original release, {@code transformer} and {@code transformer_2} with a {@code boundary_ratio}
 * between them in diffusers', {@code ..._high_noise_...} in single files.
 *
 * @param folder the model's
 */
record Experts(Path folder) {
  private static final Pattern NOISE = Pattern.compile("(high|low)[-_ ]?noise");
  private static final List<List<String>> WORDS =
      List.of(List.of("high", "low"), List.of("High", "Low"), List.of("HIGH", "LOW"));

  private static final Pattern HIGH = Pattern.compile("(^|[^a-z])high([^a-z]|$)");
  private static final Pattern LOW = Pattern.compile("(^|[^a-z])low([^a-z]|$)");
  private static final Pattern FIRST = Pattern.compile("(^|[/\\\\])transformer([/\\\\]|$)");
  private static final Pattern SECOND = Pattern.compile("(^|[/\\\\])transformer_2([/\\\\]|$)");

  /** Whether a transformer is called one of two, or its pipeline has two. */
  boolean one(Path unit) {
    String place = ModelName.of(folder) + "/" + folder.relativize(unit);
    return NOISE.matcher(place.toLowerCase(Locale.ROOT)).find() || bounded(unit);
  }

  private boolean bounded(Path unit) {
    for (Path at = unit; at != null && at.startsWith(folder); at = at.getParent()) {
      JsonNode pipeline = WanConfig.of(at.resolve("model_index.json"));
      if (pipeline.path("boundary_ratio").isNumber()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file lies beside one that is called the same but for high and low. */
  static boolean twin(Path file) {
    String name = FolderFiles.name(file);
    for (List<String> words : WORDS) {
      for (String word : words) {
        String other = words.get(1 - words.indexOf(word));
        String turned = name.replaceFirst("(?<![A-Za-z])" + word + "(?![a-z])", other);
        if (!turned.equals(name) && Files.exists(file.resolveSibling(turned))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two transformers alike are called as such a pair. */
  boolean pair(Path a, Path b) {
    return (named(a, HIGH) && named(b, LOW))
        || (named(a, LOW) && named(b, HIGH))
        || (named(a, FIRST) && named(b, SECOND));
  }

  private boolean named(Path unit, Pattern name) {
    String place = folder.relativize(unit).toString();
    return name.matcher(place.toLowerCase(Locale.ROOT)).find();
  }
}
