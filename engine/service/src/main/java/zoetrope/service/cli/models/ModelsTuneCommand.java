package zoetrope.service.cli.models;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.tuning.Setting;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.Tuning.Value;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.Tunings;

/**
 * {@code zoetrope models tune}. Its options are the settings of all families; which of them a model
 * has, it says itself.
 */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    modelTransformer = ModelsTuneCommand.Settings.class,
    description = {
      "Says how an installed model is sampled, or changes it; what is not named stays as it is.",
      "Steps and guidance are the shot's own."
    })
public final class ModelsTuneCommand implements Callable<Integer> {
  private final ModelLibrary library;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's id.")
  private String id = "";

  @Option(names = "--reset", description = "As the model's makers advise again.")
  private boolean reset;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  public ModelsTuneCommand(ModelLibrary library) {
    this.library = library;
  }

  /** Makes an option of each setting. */
  static final class Settings implements CommandLine.IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec spec) {
      if (spec.userObject() instanceof ModelsTuneCommand c) {
        c.library.tuning().settings().forEach(s -> spec.addOption(option(s)));
      }
      return spec;
    }

    private static OptionSpec option(Setting setting) {
      OptionSpec.Builder option = OptionSpec.builder(name(setting)).type(String.class).arity("1");
      return switch (setting) {
        case Setting.Choice c ->
            option
                .paramLabel("NAME")
                .description(c.words(), String.join(", ", c.values()) + ".")
                .completionCandidates(c.values())
                .build();
        case Setting.Figure f -> option.paramLabel("X").description(f.words()).build();
        case Setting.Flag f ->
            option
                .arity("0..1")
                .paramLabel("true|false")
                .fallbackValue("true")
                .description(f.words())
                .build();
      };
    }
  }

  private static String name(Setting setting) {
    return "--" + setting.key().replace('_', '-');
  }

  @Override
  public Integer call() {
    InstalledModel model = library.get(id);
    Tunings tunings = new Tunings(library.folder());
    Tuning before = tunings.of(model);
    Tuning after = changed(reset ? Tuning.NONE : before);
    if (!after.equals(before)) {
      tunings.choose(model, after);
    }
    show(model, after);
    return 0;
  }

  private Tuning changed(Tuning old) {
    Tuning tuning = old;
    for (Setting setting : library.tuning().settings()) {
      Optional<String> text =
          Optional.ofNullable(spec.commandLine().getParseResult().matchedOption(name(setting)))
              .map(OptionSpec::getValue);
      if (text.isPresent()) {
        tuning = tuning.with(setting.key(), value(setting, text.get()));
      }
    }
    return tuning;
  }

  private Value value(Setting setting, String text) {
    try {
      return setting.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void show(InstalledModel model, Tuning tuning) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.on()) {
      out.println(Json.line(map(model, tuning)));
      return;
    }
    List<String> words = model.files().words(tuning);
    out.println(
        id + (words.isEmpty() ? ": as its makers advise" : ": " + String.join(", ", words)));
  }

  private Map<String, Object> map(InstalledModel model, Tuning tuning) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("model", id);
    for (Setting s : model.files().tuning().settings()) {
      switch (s) {
        case Setting.Choice c -> tuning.text(c.key()).ifPresent(v -> m.put(c.key(), v));
        case Setting.Figure f -> tuning.number(f.key()).ifPresent(v -> m.put(f.key(), v));
        case Setting.Flag f -> m.put(f.key(), tuning.on(f.key()));
      }
    }
    return m;
  }
}
