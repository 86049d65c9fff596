package zoetrope.diffusion.card;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The name by which people know a model's folder. In the Hugging Face cache that is not the
 * folder's own, which is a revision's hash: {@code models--OWNER--NAME/snapshots/REVISION}.
 */
public final class ModelName {
  private static final String CACHED = "models--";
  private static final String BETWEEN = "--";

  /** A model may be a file. */
  private static final Pattern WEIGHTS = Pattern.compile("\\.(safetensors|gguf|pth|pt|bin)$");

  private ModelName() {}

  /** The name of a folder, whether it is there or not. */
  public static String of(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    String own = name(place);
    Path parent = place.getParent();
    boolean snapshot = parent != null && name(parent).equals("snapshots");
    String cached = snapshot && parent.getParent() != null ? name(parent.getParent()) : own;
    return cached.startsWith(CACHED)
        ? cached.substring(cached.lastIndexOf(BETWEEN) + BETWEEN.length())
        : WEIGHTS.matcher(own).replaceFirst("");
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }
}
