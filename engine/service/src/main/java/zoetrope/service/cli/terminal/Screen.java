package zoetrope.service.cli.terminal;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import zoetrope.service.render.Progress;

/** Shows progress: a line for people for each shot or film, or JSON lines for scripts. */
public final class Screen implements Progress, AutoCloseable {
  private final PrintWriter out;
  private final ProgressLine line;
  private final boolean shown;
  private final boolean json;

  Screen(PrintWriter out, ProgressLine line, boolean shown, boolean json) {
    this.out = out;
    this.line = line;
    this.shown = shown;
    this.json = json;
  }

  /**
   * Where a command writes.
   *
   * @param shown whether to show anything
   * @param json whether for scripts
   */
  public static Screen of(CommandLine command, boolean shown, boolean json) {
    PrintWriter out = command.getOut();
    return new Screen(out, new ProgressLine(out), shown, json);
  }

  @Override
  public void step(String what, int done, int total) {
    if (!shown) {
      return;
    }
    if (json) {
      out.println(Json.line(Map.of("progress", what, "done", done, "total", total)));
      out.flush();
    } else {
      line.at("%-28s".formatted(what), " %3d %%".formatted(100L * done / total));
    }
  }

  /** Ends the line about what was done last. */
  public void done() {
    line.end();
  }

  @Override
  public void close() {
    done();
  }
}
