package zoetrope.service.cli.models;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.service.Devices;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope models plan}: what a clip would take here, before it is begun. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Says what a clip would take in memory and time on this machine.")
final class ModelsPlanCommand implements Callable<Integer> {
  private static final int GUIDED_STEPS = 50;

  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "A model's id, as 'zoetrope models' lists it.")
  private String id = "";

  @Option(names = "--size", paramLabel = "WxH", description = "Pixels; ${DEFAULT-VALUE}.")
  private String size = "832x480";

  @Option(names = "--frames", description = "One more than a multiple of 4; ${DEFAULT-VALUE}.")
  private int frames = 81;

  @Option(names = "--steps", description = "Denoising steps; ${DEFAULT-VALUE}.")
  private int steps = GUIDED_STEPS;

  @Option(names = "--no-guidance", description = "One pass a step, as distilled models take.")
  private boolean plain;

  @Option(
      names = "--precision",
      description = "int8 or fp32 (as 'zoetrope render' has it); ${DEFAULT-VALUE}.")
  private Precision precision = Precision.INT8;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  ModelsPlanCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    ClipSize clip = clip();
    InstalledModel model = library.get(id);
    Runtime runtime = Devices.chosen();
    ClipPlan plan =
        model.files().plan(id, clip, Machine.here(runtime), Speed.measured(runtime), precision);
    if (json.on()) {
      spec.commandLine().getOut().println(Json.line(values(plan)));
    } else {
      plan.lines().forEach(spec.commandLine().getOut()::println);
      plan.remarks().forEach(spec.commandLine().getOut()::println);
    }
    return 0;
  }

  private ClipSize clip() {
    String[] sides = size.split("x", -1);
    try {
      return new ClipSize(
          Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), frames, steps, !plain);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "'" + size + "' is no size. Write it as 832x480", e);
    }
  }

  private static Map<String, Object> values(ClipPlan plan) {
    Map<String, Object> out = new LinkedHashMap<>(plan.facts());
    out.put("peakBytes", plan.peak());
    out.put("bytes", parts(plan, ClipPlan.Part::bytes));
    out.put("seconds", parts(plan, ClipPlan.Part::seconds));
    out.put("remarks", plan.remarks());
    return out;
  }

  private static Map<String, Double> parts(ClipPlan plan, ToDoubleFunction<ClipPlan.Part> figure) {
    Map<String, Double> out = new LinkedHashMap<>();
    plan.parts().forEach(p -> out.put(p.key(), figure.applyAsDouble(p)));
    return out;
  }
}
