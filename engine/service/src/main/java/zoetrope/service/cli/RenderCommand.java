package zoetrope.service.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.runtime.Loading;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.film.picture.TitleProblem;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.ExportOptions;
import zoetrope.service.cli.terminal.Interrupts;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.cli.terminal.Readings;
import zoetrope.service.cli.terminal.ScoreText;
import zoetrope.service.cli.terminal.Screen;
import zoetrope.service.cli.terminal.Stories;
import zoetrope.service.cli.terminal.TitleWords;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.TitleCheck;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.reading.ModelShotReader;
import zoetrope.service.reading.ShotReader;
import zoetrope.service.render.Engine;
import zoetrope.service.render.RenderException;
import zoetrope.service.render.StoryRenderer;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/** {@code zoetrope render}. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Renders a story, or one shot of it.")
final class RenderCommand implements Callable<Integer> {
  private final Installation home;
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      paramLabel = "STORY",
      description = "A story folder (Name.zoetrope) or a story as text (.yaml).")
  private Path story = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The film: .mp4, .webm, .gif, .mkv, .mov, or a folder of PNGs.")
  private @Nullable Path output;

  @Option(
      names = "--shot",
      paramLabel = "N",
      description = "Only shot N, counted from 1; without -o only its takes are made.")
  private @Nullable Integer shot;

  @Option(
      names = "--takes",
      paramLabel = "N",
      description = "Takes of each shot, instead of what the story says.")
  private @Nullable Integer takes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of each shot's first take, instead of what the story says.")
  private @Nullable Long seed;

  @Option(
      names = "--precision",
      defaultValue = "INT8",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Precision precision = Precision.INT8;

  @CommandLine.Mixin private ExportOptions export = new ExportOptions();

  @CommandLine.Mixin private DeliveryOptions delivery = new DeliveryOptions();

  @Option(names = "--progress", description = "Shows how far it is.")
  private boolean progress;

  @Option(
      names = "--explain",
      description = "Only says what the model makes of the prompts; renders nothing.")
  private boolean explain;

  @Option(
      names = "--strict",
      description = "Refuses shots of whose prompts something would not be painted.")
  private boolean strict;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  RenderCommand(Installation home, ModelLibrary library) {
    this.home = home;
    this.library = library;
  }

  @Override
  public Integer call() {
    if (explain) {
      try (ShotReader reader = ModelShotReader.open(home, library)) {
        tell(Stories.read(story).story(), reader);
      }
      return 0;
    }
    checkOptions();
    Optional<ExportSettings> settings = Optional.ofNullable(output).map(export::settings);
    Path place = output == null ? story : output;
    // The engine's libraries and the key load while the story is read.
    Loading<Delivery> leaving =
        Loading.begin(() -> output == null ? Delivery.PLAIN : delivery.delivery());
    try (Screen screen = Screen.of(spec.commandLine(), progress, json.on());
        Interrupts interrupts = new Interrupts();
        Engine engine = Engine.open(home, library, precision);
        StoryStore store = opened(place, settings, leaving, engine)) {
      StoryRenderer renderer = engine.renderer(store, leaving.get());
      render(store.story(), renderer, place, settings, screen, interrupts.token());
    }
    return 0;
  }

  private void checkOptions() {
    if (output == null && shot == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Say where the film goes (-o FILE), or which shot's takes to make (--shot N)");
    }
    if (output == null && export.given()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--preset, --loudness and --label say how a film is written; say where with -o FILE, or"
              + " leave them out");
    }
  }

  /** What does not serve, and what would not be painted, is told before anything is written. */
  private StoryStore opened(
      Path place, Optional<ExportSettings> settings, Loading<Delivery> leaving, Engine engine) {
    Stories named = Stories.read(story);
    leaving.get();
    settings
        .filter(_ -> shot == null)
        .ifPresent(chosen -> TitleCheck.problems(named.story(), chosen).forEach(this::warn));
    try (ShotReader reader = ModelShotReader.of(engine.models(), engine.stock())) {
      tell(named.story(), reader);
    }
    return named.open(place);
  }

  private void render(
      Story told,
      StoryRenderer renderer,
      Path place,
      Optional<ExportSettings> settings,
      Screen screen,
      CancelToken cancel) {
    OptionalInt count = takes == null ? OptionalInt.empty() : OptionalInt.of(takes);
    StoryRenderer.Options options =
        new StoryRenderer.Options(
            count, seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
    if (shot != null) {
      List<Take> made = renderer.shot(number(told, shot), options, screen, cancel);
      screen.done();
      made.forEach(this::say);
    }
    if (settings.isPresent()) {
      if (shot == null) {
        renderer.film(place, settings.get(), options, screen, cancel);
        screen.done();
      } else {
        renderer.clip(number(told, shot), place, settings.get(), cancel);
      }
      say(place);
    }
  }

  /** Says what the models make of the prompts, before anything is made. */
  private void tell(Story told, ShotReader reader) {
    List<Shot> chosen = shot == null ? told.shots() : List.of(number(told, shot));
    Readings.of(spec.commandLine(), json.on(), explain).tell(told, chosen, reader, strict);
  }

  private void warn(TitleProblem problem) {
    if (json.on()) {
      spec.commandLine().getOut().println(Json.line(Map.of("warning", TitleWords.json(problem))));
    } else {
      spec.commandLine().getErr().println("zoetrope: warning: " + TitleWords.words(problem));
    }
  }

  private static Shot number(Story story, int n) {
    List<Shot> shots = story.shots();
    if (n < 1 || n > shots.size()) {
      throw new RenderException("there is no shot " + n + "; the story has " + shots.size());
    }
    return shots.get(n - 1);
  }

  private void say(Take take) {
    if (json.on()) {
      spec.commandLine()
          .getOut()
          .println(
              Json.line(
                  Map.of(
                      "take",
                      take.id(),
                      "shot",
                      take.shotId(),
                      "seed",
                      take.seed(),
                      "scores",
                      take.scores())));
    } else {
      spec.commandLine()
          .getOut()
          .println(
              "shot "
                  + take.shotId()
                  + " seed "
                  + take.seed()
                  + "  "
                  + ScoreText.words(take.scores()));
    }
  }

  private void say(Path film) {
    spec.commandLine()
        .getOut()
        .println(json.on() ? Json.line(Map.of("film", film.toString())) : "Wrote " + film);
  }
}
