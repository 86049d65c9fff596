package zoetrope.service.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Errors;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope models show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the card of an installed model, or of a folder without importing it.",
      "Exit code 3 when it cannot be used as it is."
    })
final class ModelsShowCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "ID|DIR", description = "A model's id, or a folder.")
  private String which = "";

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  ModelsShowCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    Path folder = Path.of(which);
    InstalledModel model =
        library.find(which).isEmpty() && Files.exists(folder)
            ? library.look(folder)
            : library.get(which);
    var out = spec.commandLine().getOut();
    if (json.on()) {
      out.println(Json.line(Cards.json(model)));
    } else {
      Cards.lines(model).forEach(out::println);
    }
    return model.usable() ? 0 : Errors.BAD_INPUT;
  }
}
