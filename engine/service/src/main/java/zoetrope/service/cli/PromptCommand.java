package zoetrope.service.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.cli.terminal.Readings;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.reading.ModelShotReader;
import zoetrope.service.reading.ShotReader;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.Timeline;

/** {@code zoetrope prompt}. */
@Command(
    name = "prompt",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a model would make of prompts, without a story; makes nothing.",
      "Each is read as a new shot of the studio would be, which may cast from the stock library."
    })
final class PromptCommand implements Callable<Integer> {
  private static final int RATE = 24;
  private static final int SECONDS = 2;
  private static final int HEIGHT = 720;

  private final Installation home;
  private final ModelLibrary library;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "PROMPT", description = "One or more, each in quotes.")
  private List<String> prompts = List.of();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = ShotSettings.DEFAULT_MODEL,
      description = "Id of the model; default ${DEFAULT-VALUE}.")
  private String model = ShotSettings.DEFAULT_MODEL;

  @Option(names = "--no-stock", description = "Casts nothing from the stock library.")
  private boolean plain;

  @Option(
      names = "--strict",
      description = "Ends with code 3 where something would not be painted.")
  private boolean strict;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  PromptCommand(Installation home, ModelLibrary library) {
    this.home = home;
    this.library = library;
  }

  @Override
  public Integer call() {
    library.get(model);
    Story story = story();
    try (ShotReader reader = ModelShotReader.open(home, library)) {
      Readings.of(spec.commandLine(), json.on(), true).tell(story, story.shots(), reader, strict);
    }
    return 0;
  }

  private Story story() {
    List<Shot> shots =
        IntStream.range(0, prompts.size()).mapToObj(i -> shot(i + 1, prompts.get(i))).toList();
    StoryFormat format = new StoryFormat(Aspect.WIDE, HEIGHT, FrameRate.of(RATE));
    return new Story("prompts", format, List.of(), shots, Map.of(), Timeline.EMPTY);
  }

  private Shot shot(int number, String prompt) {
    String id = "prompt-" + number;
    return new Shot(
        id,
        id,
        prompt,
        "",
        RATE * SECONDS,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        MotionPlan.NONE,
        ShotSettings.defaults(id, model),
        plain ? StockCast.OFF : StockCast.ON);
  }
}
