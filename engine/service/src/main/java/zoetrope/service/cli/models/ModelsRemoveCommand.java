package zoetrope.service.cli.models;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope models remove}. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Forgets a model. Its files stay, unless they were downloaded and you say so.")
final class ModelsRemoveCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "The model's id.")
  private String id = "";

  @Option(
      names = "--delete-files",
      description = "Deletes the files that the program downloaded for it, and no others.")
  private boolean delete;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  ModelsRemoveCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    String folder = library.get(id).folder().toString();
    List<String> stayed = List.of();
    if (delete) {
      stayed = library.delete(id);
    } else {
      library.remove(id);
    }
    spec.commandLine()
        .getOut()
        .println(
            json.on()
                ? Json.line(Map.of("removed", id, "deleted", delete, "stayed", stayed))
                : words(folder, stayed));
    return 0;
  }

  private String words(String folder, List<String> stayed) {
    if (!delete) {
      return "Forgot " + id + "; its files stay in " + folder;
    }
    return stayed.isEmpty()
        ? "Removed " + id + " and deleted " + folder
        : "Removed " + id + "; these of your own files stay in " + folder + ": " + stayed;
  }
}
