package zoetrope.service.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.media.MediaFormat;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** {@code zoetrope import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports a story as text into a story folder; one that is there is replaced by an edit that"
            + " can be undone.")
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "TEXT",
      description = "The story as YAML or JSON (docs/formats/story-yaml.md).")
  private Path text = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "The folder, best called Name.zoetrope.")
  private Path folder = Path.of("");

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    StoryDraft draft = new StoryYaml(MediaFormat::media).read(text);
    if (Files.isRegularFile(folder.resolve(StoryStore.DATABASE))) {
      try (StoryStore store = StoryStore.open(folder)) {
        store.importDraft(draft);
      }
    } else {
      StoryStore.create(folder, draft).close();
    }
    int shots = draft.story().shots().size();
    spec.commandLine()
        .getOut()
        .println(
            json.on()
                ? Json.line(Map.of("story", folder.toString(), "shots", shots))
                : "Imported " + shots + " shots into " + folder);
    return 0;
  }
}
