package zoetrope.service.cli;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.runtime.Runtime.Provider;
import zoetrope.media.MediaDoctor;
import zoetrope.service.Devices;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.Errors;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.InstalledModel.Origin;
import zoetrope.service.models.ModelLibrary;

/** {@code zoetrope doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what hardware, execution providers and codecs were found.")
final class DoctorCommand implements Callable<Integer> {
  private final Installation home;
  private final ModelLibrary models;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /** Every provider that can be chosen, and whether it can be had here. */
  private static Map<String, String> providers() {
    Map<String, String> out = new LinkedHashMap<>();
    for (Provider p : Provider.values()) {
      String tested = p.tested() ? "usable" : "usable, untested by us";
      out.put(p.words(), p.unavailable().orElse(tested));
    }
    return out;
  }

  /** As a render would find it. */
  private static String device() {
    try {
      return Devices.words(Devices.chosen());
    } catch (RequestException e) {
      return String.valueOf(e.getMessage());
    }
  }

  DoctorCommand(Installation home, ModelLibrary models) {
    this.home = home;
    this.models = models;
  }

  @Override
  public Integer call() {
    Map<String, Object> found = new LinkedHashMap<>();
    var os = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    found.put("system", os.getName() + " " + os.getVersion() + " " + os.getArch());
    found.put("processors", os.getAvailableProcessors());
    found.put("memory", "%.1f GiB".formatted(os.getTotalMemorySize() / 0x1p30));
    found.put("java", Runtime.version().toString());
    found.put("onnxruntime", zoetrope.diffusion.runtime.Runtime.version());
    found.put("providers", providers());
    found.put("runs on", device());
    MediaDoctor.Report media = MediaDoctor.examine();
    found.put("ffmpeg", media.version() + ", " + media.licence());
    found.put("encoders", media.encoders());
    found.put("home", home.home().toString());
    List<InstalledModel> installed = models.installed();
    List<InstalledModel> bundled =
        installed.stream().filter(m -> m.origin() == Origin.BUNDLED).toList();
    bundled.forEach(
        m ->
            found.put(
                m.title().toLowerCase(Locale.ROOT),
                m.usable() ? "installed" : "missing: expected in " + m.folder()));
    found.put("models folder", models.folder().toString());
    found.put("models", installed.stream().map(DoctorCommand::words).toList());
    if (json.on()) {
      spec.commandLine().getOut().println(Json.line(found));
    } else {
      found.forEach(this::print);
    }
    return bundled.stream().allMatch(InstalledModel::usable) ? 0 : Errors.BAD_INPUT;
  }

  private static String words(InstalledModel model) {
    return model.usable()
        ? model.id()
        : "%s (not usable yet: zoetrope models show %s)".formatted(model.id(), model.id());
  }

  private void print(String what, Object value) {
    if (value instanceof Map<?, ?> several) {
      several.forEach((k, v) -> print("  " + k, v));
    } else {
      spec.commandLine().getOut().println("%-14s %s".formatted(what, value));
    }
  }
}
