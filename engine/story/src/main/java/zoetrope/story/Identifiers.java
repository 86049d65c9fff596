package zoetrope.story;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of things inside a story: short, stable, and safe in file names, prompts ({@code @name})
 * and commands.
 */
public final class Identifiers {
  /** What an id must look like. */
  public static final String PATTERN = "[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  private Identifiers() {}

  /** Throws {@link InvalidStoryException} unless {@code id} is well formed. */
  public static void require(String field, String id) {
    InvalidStoryException.require(
        FORM.matcher(id).matches(),
        field,
        "'%s' is no id; use up to 64 letters, digits, '-' and '_', starting with a letter or digit"
            .formatted(id));
  }

  /**
   * Throws {@link InvalidStoryException} that names the entry of the list {@code field} whose id is
   * not the first of its kind.
   */
  public static void requireUnique(String field, List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      InvalidStoryException.require(
          seen.add(ids.get(i)),
          field + "[" + i + "].id",
          "'%s' occurs twice; every id must be its own".formatted(ids.get(i)));
    }
  }
}
