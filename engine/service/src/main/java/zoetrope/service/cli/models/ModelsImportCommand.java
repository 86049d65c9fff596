package zoetrope.service.cli.models;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope models import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a folder of a model known; it is read in place, nothing is copied.",
      "A model that lacks parts is imported too; its card says which."
    })
final class ModelsImportCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      description =
          "The folder that holds the model's files, or a whole models folder of ComfyUI or Wan2GP.")
  private Path folder = Path.of("");

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  ModelsImportCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    for (InstalledModel model : library.importAll(folder)) {
      if (json.on()) {
        out.println(Json.line(Cards.json(model)));
      } else {
        Cards.lines(model).forEach(out::println);
      }
    }
    return 0;
  }
}
