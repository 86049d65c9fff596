package zoetrope.story.edit;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;

/** Rules of a story's characters. */
public final class CharacterEdits {
  private static final int LONGEST_ID = 60;

  private CharacterEdits() {}

  /** An id for a new character of a name, one that prompts can use as {@code @id}. */
  public static String freshId(Story story, String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String held = plain.substring(0, Math.min(LONGEST_ID, plain.length()));
    String base = held.isEmpty() || !Character.isLetter(held.charAt(0)) ? "character" : held;
    Set<String> taken =
        story.characters().stream().map(StoryCharacter::id).collect(Collectors.toSet());
    return taken.contains(base) ? FreshIds.of(base, taken) : base;
  }
}
