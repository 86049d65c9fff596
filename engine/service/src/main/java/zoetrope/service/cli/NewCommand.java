package zoetrope.service.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.FrameRate;

/** {@code zoetrope new}. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Makes an empty story folder.")
final class NewCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "The folder, best called Name.zoetrope.")
  private Path folder = Path.of("");

  @Option(names = "--title", defaultValue = "Untitled", description = "The film's title.")
  private String title = "";

  @Option(
      names = "--aspect",
      defaultValue = "WIDE",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Aspect aspect = Aspect.WIDE;

  @Option(
      names = "--height",
      defaultValue = "720",
      description = "Pixels, even; default ${DEFAULT-VALUE}.")
  private int height;

  @Option(
      names = "--fps",
      defaultValue = "24",
      description = "Frames a second; default ${DEFAULT-VALUE}.")
  private int fps;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    StoryFormat format = new StoryFormat(aspect, height, FrameRate.of(fps));
    StoryStore.create(folder, new StoryDraft(Story.empty(title, format), Map.of())).close();
    spec.commandLine()
        .getOut()
        .println(json.on() ? Json.line(Map.of("story", folder.toString())) : "Made " + folder);
    return 0;
  }
}
