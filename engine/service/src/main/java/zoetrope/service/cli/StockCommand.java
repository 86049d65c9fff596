package zoetrope.service.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.stock.StockItem;
import zoetrope.service.stock.StockLibrary;

/** {@code zoetrope stock}. */
@Command(
    name = "stock",
    mixinStandardHelpOptions = true,
    description = "The pictures that come with the program, of which prompts are cast.")
final class StockCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** The command with its own commands. */
  static CommandLine line(Installation home) {
    CommandLine line = new CommandLine(new StockCommand());
    line.addSubcommand(new Search(home));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }

  /** {@code zoetrope stock search}. */
  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      description = "Finds pictures by words, English or Chinese; all of them without any.")
  static final class Search implements Callable<Integer> {
    private final Installation home;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "What it is called.")
    private List<String> words = List.of();

    @CommandLine.Mixin private JsonOption json = new JsonOption();

    Search(Installation home) {
      this.home = home;
    }

    @Override
    public Integer call() {
      StockLibrary stock = StockLibrary.open(home.stock());
      List<StockItem> found =
          words.isEmpty() ? stock.items() : stock.search(String.join(" ", words));
      found.forEach(this::say);
      if (found.isEmpty() && !json.on()) {
        spec.commandLine()
            .getErr()
            .println("Nothing in the stock is called so; try another word for it");
      }
      return 0;
    }

    private void say(StockItem i) {
      String kind = Json.word(i.kind());
      spec.commandLine()
          .getOut()
          .println(
              json.on()
                  ? Json.line(
                      Map.of(
                          "stock",
                          i.id(),
                          "kind",
                          kind,
                          "name",
                          i.name(),
                          "chinese",
                          i.chinese(),
                          "picture",
                          i.picture().toString()))
                  : "%-24s %-10s %s, %s".formatted(i.id(), kind, i.name(), i.chinese()));
    }
  }
}
