package zoetrope.service.cli.terminal;

import java.util.Map;
import picocli.CommandLine;
import zoetrope.core.task.CancelledException;
import zoetrope.service.render.Failures;

/** Turns what went wrong into a message and an exit code, once, here. */
public final class Errors implements CommandLine.IExecutionExceptionHandler {
  public static final int BAD_INPUT = 3;
  static final int INTERRUPTED = 130;

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    int code =
        switch (e) {
          case CancelledException _ -> INTERRUPTED;
          default -> Failures.expected(e) ? BAD_INPUT : CommandLine.ExitCode.SOFTWARE;
        };
    // What the failing command was told; `parsed` is of the first word, `zoetrope` itself.
    boolean json = line.getParseResult().hasMatchedOption(JsonOption.NAME);
    String message = String.valueOf(e.getMessage());
    if (json) {
      line.getOut().println(Json.line(Map.of("error", message, "code", code)));
    } else {
      line.getErr().println("zoetrope: " + message);
      if (code == CommandLine.ExitCode.SOFTWARE) {
        e.printStackTrace(line.getErr());
        line.getErr()
            .println("This is a mistake of the program. Please report it with the lines above.");
      }
    }
    return code;
  }
}
