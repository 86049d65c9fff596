package zoetrope.service.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;
import zoetrope.service.Installation;
import zoetrope.service.cli.farm.FarmCommand;
import zoetrope.service.cli.files.PackCommand;
import zoetrope.service.cli.files.SettingsCommand;
import zoetrope.service.cli.files.UnpackCommand;
import zoetrope.service.cli.files.VerifyCommand;
import zoetrope.service.cli.models.ModelsCommand;
import zoetrope.service.cli.models.ModelsLoraCommand;
import zoetrope.service.cli.models.ModelsTuneCommand;
import zoetrope.service.cli.terminal.Errors;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.SigningKeys;

/** {@code zoetrope}: renders stories without a screen; names the editor first. */
@Command(
    name = "zoetrope",
    mixinStandardHelpOptions = true,
    version = "Zoetrope Studio " + Installation.VERSION,
    description = "Turns stories into films with a local video model.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:an internal error",
      "2:wrong usage",
      "3:a file or story that cannot be used; the message says why and what helps",
      "4:a file that was changed after it was signed (verify)",
      "5:a file that is not signed (verify)",
      "130:interrupted; finished takes are kept"
    })
public final class Main implements Callable<Integer> {
  /** The process of the launcher, which passes signals on. Killed, it cannot, and this ends too. */
  private static final String LAUNCHER = "zoetrope.launcher";

  private static final int KILLED = 137;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }

  /** The command line with all its commands, for an installation. */
  public static CommandLine commandLine(Installation home) {
    return commandLine(home, ModelLibrary.of(home));
  }

  /** The same with another library of models than the user's. */
  public static CommandLine commandLine(Installation home, ModelLibrary models) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new StudioCommand());
    line.addSubcommand(new RenderCommand(home, models));
    line.addSubcommand(new PromptCommand(home, models));
    line.addSubcommand(StockCommand.line(home));
    line.addSubcommand(new NewCommand());
    line.addSubcommand(new ImportCommand());
    line.addSubcommand(ModelsCommand.of(models));
    line.addSubcommand(new DoctorCommand(home, models));
    line.addSubcommand(new DemoCommand(home));
    line.addSubcommand(new EvalCommand(home));
    line.addSubcommand(new ParityCommand());
    line.addSubcommand(new EngineCommand(home));
    line.addSubcommand(new EndedCommand());
    line.getSubcommands().get("models").addSubcommand(new ModelsLoraCommand(models));
    // a command line of its own, since only that makes options of settings
    line.getSubcommands()
        .get("models")
        .addSubcommand(new CommandLine(new ModelsTuneCommand(models)));
    line.addSubcommand(FarmCommand.line(home, models, SigningKeys.here()));
    line.addSubcommand(new VerifyCommand());
    line.addSubcommand(new SettingsCommand());
    line.addSubcommand(new PackCommand());
    line.addSubcommand(new UnpackCommand());
    line.setExecutionExceptionHandler(new Errors());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static void endWith(ProcessHandle launcher) {
    var _ = launcher.onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED));
  }

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    Optional.ofNullable(Long.getLong(LAUNCHER)).flatMap(ProcessHandle::of).ifPresent(Main::endWith);
    System.exit(commandLine(Installation.find()).execute(args));
  }
}
