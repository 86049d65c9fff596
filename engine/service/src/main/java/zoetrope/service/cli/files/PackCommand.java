package zoetrope.service.cli.files;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.story.archive.StoryArchive;

/** {@code zoetrope pack}. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = "Packs a story with its pictures and takes into one file, to hand it on.")
public final class PackCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(index = "0", paramLabel = "STORY", description = "The story folder.")
  private Path story = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The file to make, best called Name" + StoryArchive.ENDING + ".")
  private Path file = Path.of("");

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    StoryArchive.pack(story, file);
    spec.commandLine()
        .getOut()
        .println(
            json.on()
                ? Json.line(Map.of("packed", file.toString()))
                : "Packed " + story + " into " + file);
    return 0;
  }
}
