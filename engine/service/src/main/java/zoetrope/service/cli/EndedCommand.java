package zoetrope.service.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zoetrope.service.process.Ending;
import zoetrope.service.process.EndingWords;

/**
 * {@code zoetrope ended}: what the launchers ask once the program is gone that could have said it
 * itself; not for users.
 */
@Command(
    name = "ended",
    hidden = true,
    description = "Says how a command that cannot say it any more has ended.")
final class EndedCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--code", required = true, paramLabel = "N", description = "Its exit code.")
  private int code;

  @Option(names = "--report", paramLabel = "FILE", description = "Java's report, if it wrote one.")
  private @Nullable Path report;

  @Override
  public Integer call() {
    Ending ending = Ending.read(code, java.util.Optional.ofNullable(report));
    spec.commandLine().getOut().println("zoetrope: " + EndingWords.command(ending));
    return 0;
  }
}
