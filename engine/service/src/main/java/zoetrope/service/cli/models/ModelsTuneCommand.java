package zoetrope.service.cli.models;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.model.wan.WanOptions.Sampler;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.Tuning;
import zoetrope.service.models.Tunings;

/** {@code zoetrope models tune}. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Says how an installed model is sampled, or changes it; what is not named stays as it is.",
      "Steps and guidance are the shot's own."
    })
public final class ModelsTuneCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's id.")
  private String id = "";

  @Option(names = "--sampler", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}.")
  private @Nullable Sampler sampler;

  @Option(
      names = "--shift",
      paramLabel = "X",
      description = "More of the steps go to noisy levels, the more the larger it is.")
  private @Nullable Double shift;

  @Option(
      names = "--cache",
      paramLabel = "T",
      description = {
        "Leaves out steps that would change the clip by less than about T (EasyCache);",
        "0.05 is the paper's, 0 computes all. The starter model leaves out with 0.02."
      })
  private @Nullable Double cache;

  @Option(
      names = "--cfg-zero",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Guides by CFG-Zero*.")
  private @Nullable Boolean cfgZero;

  @Option(names = "--reset", description = "As the model's makers advise again.")
  private boolean reset;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  public ModelsTuneCommand(ModelLibrary library) {
    this.library = library;
  }

  @Override
  public Integer call() {
    InstalledModel model = library.get(id);
    Tunings tunings = new Tunings(library.folder());
    Tuning before = tunings.of(id);
    Tuning after = changed(reset ? Tuning.NONE : before);
    if (!after.equals(before)) {
      tunings.choose(model, after);
    }
    show(after);
    return 0;
  }

  private Tuning changed(Tuning old) {
    try {
      return new Tuning(
          sampler == null ? old.sampler() : Optional.of(sampler),
          shift == null ? old.shift() : OptionalDouble.of(shift),
          cache == null ? old.cache() : OptionalDouble.of(cache),
          cfgZero == null ? old.cfgZero() : cfgZero);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void show(Tuning tuning) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.on()) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("model", id);
      tuning.sampler().ifPresent(s -> m.put("sampler", s.name()));
      tuning.shift().ifPresent(s -> m.put("shift", s));
      tuning.cache().ifPresent(c -> m.put("cache", c));
      m.put("cfg_zero", tuning.cfgZero());
      out.println(Json.line(m));
      return;
    }
    List<String> words = tuning.words();
    out.println(
        id + (words.isEmpty() ? ": as its makers advise" : ": " + String.join(", ", words)));
  }
}
