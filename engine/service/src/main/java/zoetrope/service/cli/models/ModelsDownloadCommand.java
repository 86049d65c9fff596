package zoetrope.service.cli.models;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Interrupts;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.Catalogue;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelDownload;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.download.ModelServer;

/** {@code zoetrope models download}. */
@Command(
    name = "download",
    mixinStandardHelpOptions = true,
    description = {
      "Downloads a model of the catalogue, checked by its hashes, and installs it.",
      "Begun downloads are gone on with: give the same command again."
    })
final class ModelsDownloadCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "The model's name: zoetrope models catalogue.")
  private String name = "";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "",
      description = "A server that speaks as the Hugging Face Hub does; else ZOETROPE_HUB.")
  private String server = "";

  @Option(names = "--plain-http", description = "Allows unencrypted http to the server.")
  private boolean plain;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder; else one of the model's name among the user's models.")
  private Path to = Path.of("");

  @Option(names = "--progress", description = "Shows how far it is.")
  private boolean progress;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  ModelsDownloadCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    Catalogue.Entry entry = Catalogue.bundled().get(name);
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!server.isEmpty()) {
      environment.put("ZOETROPE_HUB", server);
    }
    ModelDownload download = new ModelDownload(library, ModelServer.of(environment, plain));
    Path folder = to.toString().isEmpty() ? download.folder(entry) : to;
    DownloadScreen screen = new DownloadScreen(spec.commandLine().getOut(), progress, json.on());
    InstalledModel model;
    try (Interrupts interrupts = new Interrupts()) {
      model = download.run(entry, folder, screen, interrupts.token());
    } finally {
      screen.done();
    }
    var out = spec.commandLine().getOut();
    if (json.on()) {
      out.println(Json.line(Cards.json(model)));
    } else {
      Cards.lines(model).forEach(out::println);
    }
    return 0;
  }
}
