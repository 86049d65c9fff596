package zoetrope.service.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zoetrope.service.Installation;
import zoetrope.service.process.server.EngineServer;
import zoetrope.service.process.server.Stdout;
import zoetrope.service.take.TakeFolder;

/** {@code zoetrope engine}: the process that the studio starts for itself; not for users. */
@Command(
    name = "engine",
    hidden = true,
    description = "Speaks JSON-RPC with the studio over standard input and output.")
final class EngineCommand implements Callable<Integer> {
  private final Installation home;

  @Parameters(paramLabel = "SCRATCH", description = "A private folder for previews.")
  private Path scratch = Path.of("");

  EngineCommand(Installation home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    OutputStream out = Stdout.claim();
    new EngineServer(home, scratch).serve(System.in, out);
    TakeFolder.at(scratch).delete();
    // Whatever still runs in native code has nobody to work for.
    Runtime.getRuntime().halt(0);
    return 0;
  }
}
