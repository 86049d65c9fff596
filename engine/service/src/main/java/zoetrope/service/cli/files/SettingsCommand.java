package zoetrope.service.cli.files;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.provenance.Recipes;
import zoetrope.service.render.RenderException;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.recipe.Recipe;
import zoetrope.story.recipe.RecipeText;

/** {@code zoetrope settings}. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = "Prints the settings that a film, take or picture was made with.")
public final class SettingsCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A film, take or picture; a folder of pictures.")
  private Path file = Path.of("");

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    Recipe recipe =
        Recipes.in(file)
            .orElseThrow(
                () ->
                    new RenderException(
                        file
                            + ": there are no settings in it. They are in films and takes of this"
                            + " program; other programs that convert a film may leave them out"));
    PrintWriter out = spec.commandLine().getOut();
    if (json.on()) {
      out.println(new RecipeText().write(recipe));
      return 0;
    }
    out.println("title        " + Answers.plain(recipe.title()));
    out.println("made with    " + Answers.plain(recipe.program()));
    recipe
        .weights()
        .forEach((name, hash) -> out.println("weights      " + hash + "  " + Answers.plain(name)));
    recipe
        .manners()
        .forEach((m, how) -> out.println("run as       " + m + ": " + Answers.plain(how)));
    recipe
        .characters()
        .forEach(
            c ->
                c.images().forEach(i -> out.println("character    " + i.sha256() + "  " + c.id())));
    recipe.shots().forEach(made -> say(made, out));
    return 0;
  }

  private static void say(Recipe.Made made, PrintWriter out) {
    Shot shot = made.shot();
    ShotSettings s = shot.settings();
    out.println();
    out.println("shot         " + shot.id());
    out.println("  prompt     " + Answers.plain(shot.prompt()));
    if (!shot.negative().isBlank()) {
      out.println("  negative   " + Answers.plain(shot.negative()));
    }
    out.println("  model      " + Answers.plain(s.model()));
    out.println("  seed       " + made.seed());
    out.println("  frames     " + shot.frames());
    out.println("  steps      " + s.steps());
    out.println("  guidance   " + s.guidance());
    out.println("  identity   " + s.identity());
    out.println("  motion     " + s.motion());
    out.println("  regions    " + shot.motion().regions().size());
  }
}
