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
import zoetrope.story.archive.Limits;
import zoetrope.story.archive.StoryArchive;

/** {@code zoetrope unpack}. */
@Command(
    name = "unpack",
    mixinStandardHelpOptions = true,
    description = "Unpacks a story into a new folder; a file that is not safe is refused.")
public final class UnpackCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "What 'zoetrope pack' made.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "The folder to make, best called Name.zoetrope.")
  private Path folder = Path.of("");

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    StoryArchive.unpack(file, folder, Limits.USUAL);
    spec.commandLine()
        .getOut()
        .println(
            json.on()
                ? Json.line(Map.of("story", folder.toString()))
                : "Unpacked " + file + " into " + folder);
    return 0;
  }
}
