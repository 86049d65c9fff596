package zoetrope.service.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.parity.ReferenceSet;
import zoetrope.diffusion.parity.Row;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;

/** {@code zoetrope parity}. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    description = {
      "Runs reference vectors of the original models through the engine.",
      "One line each: id, largest absolute and relative error, tolerance, pass or fail. Exit code 1"
          + " when one fails."
    })
final class ParityCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "A folder with vectors and their index.json.")
  private Path folder = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only entries whose id begins so, for example vae.")
  private String only = "";

  @Option(names = "--rows", description = "Also prints each tensor of passing entries.")
  private boolean rows;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ReferenceSet set = ReferenceSet.open(folder, Runtime.cpu());
    int passed = 0;
    int failed = 0;
    for (String id : set.ids()) {
      if (id.startsWith(only)) {
        List<Row> found = set.check(id);
        boolean ok = found.stream().allMatch(Row::passed);
        print(out, id, found, ok);
        passed += ok ? 1 : 0;
        failed += ok ? 0 : 1;
      }
    }
    out.println(
        json.on()
            ? Json.line(Map.of("passed", passed, "failed", failed))
            : "%d passed, %d failed".formatted(passed, failed));
    return failed == 0 && passed > 0 ? 0 : 1;
  }

  private void print(PrintWriter out, String id, List<Row> found, boolean ok) {
    Row worst =
        found.stream()
            .min(Comparator.comparing(Row::passed).thenComparing(r -> -finite(r.absolute())))
            .orElseThrow();
    double relative = found.stream().mapToDouble(Row::relative).reduce(0, Math::max);
    if (json.on()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", id);
      line.put("absolute", worst.absolute());
      line.put("relative", relative);
      line.put("tolerance", worst.tolerance());
      line.put("passed", ok);
      out.println(Json.line(line));
    } else {
      out.println(line(id, worst.absolute(), relative, worst.tolerance(), ok));
      for (Row r : found) {
        if (rows || !r.passed()) {
          out.println("  " + line(r.name(), r.absolute(), r.relative(), r.tolerance(), r.passed()));
        }
      }
    }
    out.flush();
  }

  private static double finite(double error) {
    return Double.isNaN(error) ? Double.MAX_VALUE : error;
  }

  private static String line(
      String id, double absolute, double relative, String tolerance, boolean ok) {
    return "%-44s abs %.2e  rel %.2e  tolerance %-22s %s"
        .formatted(id, absolute, relative, tolerance, ok ? "pass" : "FAIL");
  }
}
