package zoetrope.service.cli.models;

import java.io.PrintWriter;
import java.util.Map;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.ProgressLine;
import zoetrope.service.models.download.DownloadProgress;

/** Shows a download: a line for people for each file, or JSON lines for scripts. */
final class DownloadScreen implements DownloadProgress {
  private static final long EVERY_NANOS = 500_000_000;

  private final PrintWriter out;
  private final ProgressLine line;
  private final boolean shown;
  private final boolean json;
  private long last;
  private boolean begun;

  DownloadScreen(PrintWriter out, boolean shown, boolean json) {
    this.out = out;
    this.line = new ProgressLine(out);
    this.shown = shown;
    this.json = json;
  }

  @Override
  public void at(State state) {
    long now = System.nanoTime();
    boolean end = state.done() == state.total();
    if (!shown || begun && !end && now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    begun = true;
    if (json) {
      out.println(
          Json.line(
              Map.of(
                  "progress", Json.word(state.phase()),
                  "file", state.file(),
                  "done", state.done(),
                  "total", state.total())));
      out.flush();
    } else {
      line.at(
          "%-60.60s".formatted((state.phase() == Phase.CHECKING ? "checking " : "") + state.file()),
          "  %6.2f of %.2f GB %3d %%"
              .formatted(
                  state.done() / 1e9,
                  state.total() / 1e9,
                  state.total() == 0 ? 100 : 100 * state.done() / state.total()));
    }
  }

  /** Ends the line about what was done last. */
  void done() {
    line.end();
  }
}
