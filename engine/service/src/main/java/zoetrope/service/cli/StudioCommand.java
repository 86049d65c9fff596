package zoetrope.service.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zoetrope studio}: only its help; the script {@code zoetrope} starts the editor itself. */
@Command(name = "studio", mixinStandardHelpOptions = true, description = "Opens the editor.")
final class StudioCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "STORY", arity = "0..1", description = "The story folder to begin with.")
  private Path story = Path.of("");

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "The editor opens with: zoetrope studio [STORY], studio first.");
  }
}
