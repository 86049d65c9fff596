package zoetrope.service.provenance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.recipe.Recipe;

/**
 * Settings from a file on a shot of another story: everything that the story can follow is taken
 * over, and what it lacks is named.
 *
 * @param shot the shot with its new settings, under its own id and name
 * @param missing characters and pictures that the story does not have
 */
public record Reuse(Shot shot, List<Missing> missing) {
  public Reuse {
    missing = List.copyOf(missing);
  }

  /** Something that the file's story had and this one has not. */
  public sealed interface Missing {
    /** A character, known neither by its pictures nor by its id. */
    record Character(String id) implements Missing {}

    /** A first or last frame or a painted region, by its hash. */
    record Picture(MediaRef media) implements Missing {}
  }

  /**
   * Puts one shot's settings on another; the seed is locked, since the same take is wanted.
   *
   * @param story that {@code shot} is in
   * @param has whether that story has a file
   */
  public static Reuse of(
      Recipe recipe, Recipe.Made made, Story story, Shot shot, Predicate<MediaRef> has) {
    return new Builder(recipe, story, has).build(made, shot);
  }

  private static final class Builder {
    private final Recipe recipe;
    private final Story story;
    private final Predicate<MediaRef> media;
    private final List<Missing> missing = new ArrayList<>();

    Builder(Recipe recipe, Story story, Predicate<MediaRef> media) {
      this.recipe = recipe;
      this.story = story;
      this.media = media;
    }

    Reuse build(Recipe.Made made, Shot onto) {
      Shot from = made.shot();
      List<Appearance> cast = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (Appearance a : from.cast()) {
        Optional<String> here = here(a.characterId());
        if (here.isPresent() && ids.add(here.get())) {
          cast.add(new Appearance(here.get(), a.size(), a.at()));
        } else {
          missing.add(new Missing.Character(a.characterId()));
        }
      }
      Shot shot =
          new Shot(
              onto.id(),
              onto.name(),
              from.prompt(),
              from.negative(),
              from.frames(),
              first(from.firstFrame(), onto),
              frame(from.lastFrame()),
              cast,
              motion(from.motion(), ids),
              settings(from.settings(), made.seed()),
              from.stock());
      return new Reuse(shot, missing);
    }

    /** The id here of a character there: the one with a picture in common, else of the same id. */
    private Optional<String> here(String id) {
      Set<MediaRef> pictures = new HashSet<>();
      recipe.characters().stream()
          .filter(c -> c.id().equals(id))
          .forEach(c -> pictures.addAll(c.images()));
      return story.characters().stream()
          .filter(c -> c.images().stream().anyMatch(pictures::contains))
          .map(StoryCharacter::id)
          .findFirst()
          .or(() -> story.character(id).map(StoryCharacter::id));
    }

    private FrameSource first(FrameSource source, Shot onto) {
      boolean firstShot =
          story.shots().isEmpty() || story.shots().getFirst().id().equals(onto.id());
      return source instanceof FrameSource.PreviousShot && firstShot
          ? new FrameSource.None()
          : frame(source);
    }

    private FrameSource frame(FrameSource source) {
      return source instanceof FrameSource.FromMedia(MediaRef ref) && !has(ref)
          ? new FrameSource.None()
          : source;
    }

    private boolean has(MediaRef ref) {
      boolean has = media.test(ref);
      if (!has) {
        missing.add(new Missing.Picture(ref));
      }
      return has;
    }

    private MotionPlan motion(MotionPlan plan, Set<String> cast) {
      List<MotionRegion> regions = new ArrayList<>();
      for (MotionRegion r : plan.regions()) {
        switch (r.area()) {
          case RegionArea.Drawn drawn -> add(r, drawn, regions);
          case RegionArea.ObjectUnder(RegionArea.Drawn stroke) -> add(r, stroke, regions);
          case RegionArea.OfCharacter(String id) ->
              here(id)
                  .filter(cast::contains)
                  .ifPresent(
                      i ->
                          regions.add(new MotionRegion(new RegionArea.OfCharacter(i), r.motion())));
        }
      }
      return new MotionPlan(regions, plan.camera());
    }

    private void add(MotionRegion r, RegionArea.Drawn drawn, List<MotionRegion> regions) {
      if (has(drawn)) {
        regions.add(r);
      }
    }

    private boolean has(RegionArea.Drawn drawn) {
      return switch (drawn) {
        case RegionArea.Mask(MediaRef ref) -> has(ref);
        case RegionArea.Corrected(RegionArea.Drawn stroke, MediaRef marks) ->
            has(stroke) && has(marks);
        case RegionArea.Box _ -> true;
      };
    }

    private static ShotSettings settings(ShotSettings s, long seed) {
      return new ShotSettings(
          s.model(),
          new Seed(seed, true),
          s.steps(),
          s.guidance(),
          s.identity(),
          s.motion(),
          s.takes());
    }
  }
}
