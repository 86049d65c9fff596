package zoetrope.app.inspector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zoetrope.app.model.Workbench;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.provenance.Reuse;
import zoetrope.service.render.RenderException;
import zoetrope.story.document.Shot;
import zoetrope.story.edit.ShotEdits;
import zoetrope.story.recipe.Recipe;

/** Puts the settings that a film, take or picture carries onto the selected shot. */
final class RecipeReuseViewModel {
  private final Workbench bench;

  RecipeReuseViewModel(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Reads a file's settings in the background and puts them on the selected shot.
   *
   * @param which chooses among the shots of a film; empty for none of them
   */
  void from(Path file, Function<List<Recipe.Made>, Optional<Recipe.Made>> which) {
    bench
        .background()
        .run(
            () ->
                Recipes.in(file)
                    .filter(r -> !r.shots().isEmpty())
                    .orElseThrow(
                        () ->
                            new RenderException(
                                bench.texts().get("inspector.reuse.none", file.getFileName()))),
            recipe -> which.apply(recipe.shots()).ifPresent(made -> apply(recipe, made)));
  }

  private void apply(Recipe recipe, Recipe.Made made) {
    Optional<Shot> selected = bench.story().shot().get();
    if (selected.isEmpty()) {
      return;
    }
    Shot shot = selected.get();
    Reuse reuse =
        Reuse.of(
            recipe,
            made,
            bench.story().story().get(),
            shot,
            ref -> bench.story().file(ref).isPresent());
    if (bench.story().apply(ShotEdits.change(shot.id(), _ -> reuse.shot()))) {
      bench.notices().done(words(reuse));
    }
  }

  private String words(Reuse reuse) {
    return reuse.missing().isEmpty()
        ? bench.texts().get("inspector.reuse.done")
        : bench.texts().get("inspector.reuse.missing", reuse.missing().size());
  }
}
