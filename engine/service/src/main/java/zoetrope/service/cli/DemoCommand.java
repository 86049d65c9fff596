package zoetrope.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.ExportOptions;
import zoetrope.service.cli.terminal.Interrupts;
import zoetrope.service.cli.terminal.Screen;
import zoetrope.service.cli.terminal.Stories;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.render.Engine;
import zoetrope.service.render.StoryRenderer;
import zoetrope.story.store.StoryStore;

/** {@code zoetrope demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Renders the bundled sample story.")
final class DemoCommand implements Callable<Integer> {
  private final Installation home;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      defaultValue = "demo/morning-walk.mp4",
      paramLabel = "FILE",
      description = "The film; default ${DEFAULT-VALUE}.")
  private Path output = Path.of("");

  @CommandLine.Mixin private ExportOptions export = new ExportOptions();

  @CommandLine.Mixin private DeliveryOptions delivery = new DeliveryOptions();

  DemoCommand(Installation home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    ExportSettings settings = export.settings(output);
    Path folder = output.toAbsolutePath().getParent();
    try {
      Files.createDirectories(java.util.Objects.requireNonNull(folder));
    } catch (IOException e) {
      throw new MediaException(
          e, output, MediaProblem.NOT_MADE, MediaRemedy.ANOTHER_PLACE, e.getMessage());
    }
    Delivery leaving = delivery.delivery();
    try (Screen screen = Screen.of(spec.commandLine(), true, false);
        Interrupts interrupts = new Interrupts();
        StoryStore store = Stories.open(home.sample(), output);
        Engine engine = Engine.open(home, Precision.INT8)) {
      engine
          .renderer(store, leaving)
          .film(output, settings, StoryRenderer.Options.AS_WRITTEN, screen, interrupts.token());
    }
    spec.commandLine().getOut().println("Wrote " + output + " - open it in a video player.");
    return 0;
  }
}
