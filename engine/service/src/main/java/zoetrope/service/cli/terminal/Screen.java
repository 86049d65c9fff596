package zoetrope.service.cli.terminal;

import java.io.PrintWriter;
import java.util.Map;
import zoetrope.service.render.Progress;

/** Shows progress: a line for people that is rewritten in place, or JSON lines for scripts. */
public final class Screen implements Progress {
  private final PrintWriter out;
  private final boolean shown;
  private final boolean json;
  private String last = "";

  /**
   * @param shown whether to show anything
   * @param json whether for scripts
   */
  public Screen(PrintWriter out, boolean shown, boolean json) {
    this.out = out;
    this.shown = shown;
    this.json = json;
  }

  @Override
  public void step(String what, int done, int total) {
    if (!shown) {
      return;
    }
    if (json) {
      out.println(Json.line(Map.of("progress", what, "done", done, "total", total)));
    } else {
      boolean fresh = !what.equals(last);
      out.print(
          (fresh && !last.isEmpty() ? "\n" : "\r")
              + "%-28s %3d %%".formatted(what, 100L * done / total));
      last = what;
    }
    out.flush();
  }

  /** Ends the line that is being rewritten. */
  public void done() {
    if (!json && !last.isEmpty()) {
      out.println();
      last = "";
    }
  }
}
