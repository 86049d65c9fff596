package zoetrope.story.recipe;

import java.util.List;
import java.util.Map;
import zoetrope.story.document.Shot;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryFormat;

/**
 * All that a take or film was made from, but the pictures themselves.
 *
 * @param program name and version of what made it
 * @param title of the story
 * @param weights SHA-256 of each file of the model, by file name
 * @param manners how models were run besides what shots ask for, such as LoRAs laid upon them, for
 *     people, by the models' ids
 * @param characters those in the shots; their images by hash
 * @param shots in the film's order, each with the seed of the take that was used
 */
public record Recipe(
    String program,
    String title,
    StoryFormat format,
    Map<String, String> weights,
    Map<String, String> manners,
    List<StoryCharacter> characters,
    List<Made> shots) {
  public Recipe {
    weights = Map.copyOf(weights);
    manners = Map.copyOf(manners);
    characters = List.copyOf(characters);
    shots = List.copyOf(shots);
  }

  /** A shot as it was when asked, and the seed of its answer. */
  public record Made(Shot shot, long seed) {}
}
