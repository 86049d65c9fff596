package zoetrope.service.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * A line for people about what is being done. On a terminal it is rewritten in place; in a pipe or
 * a file it is written once: what when it begins, and the last figures when something else does.
 */
public final class ProgressLine {
  private final PrintWriter out;
  private final boolean terminal;
  private String what = "";
  private String figures = "";

  /**
   * @param terminal whether a carriage return leads back to the begin of the line
   */
  ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On this program's output. */
  public ProgressLine(PrintWriter out) {
    this(out, Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /**
   * Something is so far.
   *
   * @param what is being done, a line for each
   * @param figures how far it is
   */
  public void at(String what, String figures) {
    if (!what.equals(this.what)) {
      end();
      this.what = what;
      if (!terminal) {
        out.print(what);
      }
    }
    this.figures = figures;
    if (terminal) {
      out.print("\r" + what + figures);
    }
    out.flush();
  }

  /** Ends the line, if there is one. */
  public void end() {
    if (!what.isEmpty()) {
      out.println(terminal ? "" : figures);
      what = "";
    }
  }
}
