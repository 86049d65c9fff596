package zoetrope.story.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.store.StoryJson;

/**
 * A recipe as JSON (docs/formats/embedded-settings.md). The same recipe gives the same text. Text
 * from files is read with the document's own rules, so that nothing comes in that no story may
 * hold.
 */
public final class RecipeText {
  /** The first key, by which a comment is known for a recipe, and the version of its form. */
  public static final String MARK = "zoetrope_recipe";

  private static final int VERSION = 1;
  private static final int MAX_LENGTH = 4 << 20;

  /** In the order of the text. */
  private record Form(
      int zoetrope_recipe,
      String program,
      String title,
      StoryFormat format,
      TreeMap<String, String> weights,
      @Nullable TreeMap<String, String> manners, // absent before version 0.1 had them
      List<StoryCharacter> characters,
      List<Recipe.Made> shots) {}

  private final StoryJson json = new StoryJson();

  public String write(Recipe recipe) {
    return json.write(
        new Form(
            VERSION,
            recipe.program(),
            recipe.title(),
            recipe.format(),
            new TreeMap<>(recipe.weights()),
            new TreeMap<>(recipe.manners()),
            recipe.characters(),
            recipe.shots()));
  }

  /** The recipe in a text; empty where it is another text, a newer form or damaged. */
  public Optional<Recipe> read(String text) {
    if (text.length() > MAX_LENGTH || !text.startsWith("{\"" + MARK + "\":" + VERSION + ",")) {
      return Optional.empty();
    }
    try {
      Form form = json.read(text, Form.class);
      return Optional.of(
          new Recipe(
              form.program(),
              form.title(),
              form.format(),
              Map.copyOf(form.weights()),
              form.manners() == null ? Map.of() : Map.copyOf(form.manners()),
              form.characters(),
              form.shots()));
    } catch (JsonProcessingException | RuntimeException _) {
      return Optional.empty();
    }
  }
}
