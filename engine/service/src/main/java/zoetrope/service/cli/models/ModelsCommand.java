package zoetrope.service.cli.models;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope models}: what is installed; its subcommands change that. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists the models that are installed, and what each holds and lacks.")
public final class ModelsCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  private ModelsCommand(ModelLibrary library) {
    this.library = library;
  }

  /** The command with its subcommands. */
  public static CommandLine of(ModelLibrary library) {
    return new CommandLine(new ModelsCommand(library))
        .addSubcommand(new ModelsImportCommand(library))
        .addSubcommand(new ModelsShowCommand(library))
        .addSubcommand(new ModelsCatalogueCommand())
        .addSubcommand(new ModelsDownloadCommand(library))
        .addSubcommand(new ModelsPlanCommand(library))
        .addSubcommand(new ModelsRemoveCommand(library));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<InstalledModel> models = library.installed();
    if (json.on()) {
      out.println(Json.line(models.stream().map(Cards::json).toList()));
    } else {
      models.stream().flatMap(m -> Cards.lines(m).stream()).forEach(out::println);
    }
    return 0;
  }
}
