package zoetrope.service.provenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.Tags;
import zoetrope.service.Installation;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.Take;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.recipe.RecipeText;
import zoetrope.story.timeline.Clip;

/** Settings inside files: written into each take and film, read back from any. */
public final class Recipes {
  private Recipes() {}

  /**
   * What a take of a shot is tagged with.
   *
   * @param config how the model is run besides what the shot asks; empty where as usual
   */
  public static Tags ofTake(
      Story story, Shot shot, long seed, Map<String, String> weights, String config) {
    Map<String, String> manners =
        config.isEmpty() ? Map.of() : Map.of(shot.settings().model(), config);
    return tags(story, List.of(new Recipe.Made(shot, seed)), weights, manners);
  }

  /**
   * What a film of picked takes is tagged with.
   *
   * @param takes picked take of each shot in the film
   * @param clips the file of each take, whose own tags tell the model's weights
   */
  public static Tags ofFilm(Story story, List<Take> takes, List<Path> clips) {
    Map<String, String> weights = new TreeMap<>();
    Map<String, String> manners = new TreeMap<>();
    for (Path clip : clips) {
      in(clip)
          .ifPresent(
              r -> {
                weights.putAll(r.weights());
                manners.putAll(r.manners());
              });
    }
    return tags(
        story,
        takes.stream().map(t -> new Recipe.Made(t.recipe(), t.seed())).toList(),
        weights,
        manners);
  }

  /** The shots of a story's film in the order of its first appearance on the timeline. */
  public static List<String> shown(Story story) {
    Set<String> ids = new LinkedHashSet<>();
    story.timeline().tracks().forEach(t -> t.clips().stream().map(Clip::shotId).forEach(ids::add));
    return List.copyOf(ids);
  }

  private static Tags tags(
      Story story,
      List<Recipe.Made> shots,
      Map<String, String> weights,
      Map<String, String> manners) {
    Map<String, StoryCharacter> cast = new LinkedHashMap<>();
    for (Recipe.Made made : shots) {
      for (Appearance a : made.shot().cast()) {
        story.character(a.characterId()).ifPresent(c -> cast.put(c.id(), c));
      }
    }
    String text =
        new RecipeText()
            .write(
                new Recipe(
                    "Zoetrope Studio " + Installation.VERSION,
                    story.title(),
                    story.format(),
                    weights,
                    manners,
                    List.copyOf(cast.values()),
                    shots));
    return text.length() > Tags.MAX_COMMENT
        ? new Tags(story.title(), "")
        : new Tags(story.title(), text);
  }

  /** The models of a list of takes, in one line. */
  public static String models(List<Take> takes) {
    return takes.stream()
        .map(t -> t.recipe().settings().model())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * The settings in a file, or in the first picture of a folder; empty where there are none.
   *
   * @throws MediaException where the file is no picture or video
   */
  public static Optional<Recipe> in(Path file) {
    return new RecipeText().read(Tags.read(Files.isDirectory(file) ? first(file) : file).comment());
  }

  private static Path first(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".png")).sorted().findFirst().orElse(folder);
    } catch (java.io.IOException e) {
      throw new MediaException(e, folder, MediaProblem.NOT_LISTED, MediaRemedy.ITS_PERMISSIONS);
    }
  }
}
