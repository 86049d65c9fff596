package zoetrope.service.cli.farm;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.farm.Availability;
import zoetrope.service.farm.FarmAssembly;
import zoetrope.service.farm.FarmStatus;
import zoetrope.service.farm.RenderBackend;
import zoetrope.service.farm.Snapshot;
import zoetrope.service.farm.TaskState;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.SigningKeys;
import zoetrope.service.render.StoryRenderer.Picking;
import zoetrope.story.store.StoryStore;

/** {@code zoetrope farm}. */
@Command(
    name = "farm",
    mixinStandardHelpOptions = true,
    description = {
      "Renders a story on more than one machine.",
      "The story is copied at submission and can be edited meanwhile. The copy must lie where all"
          + " machines see it."
    })
public final class FarmCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /**
   * The command with its own commands.
   *
   * @param models that read prompts
   * @param keys that films are signed with
   */
  public static CommandLine line(Installation home, ModelLibrary models, SigningKeys keys) {
    FarmSubmitCommand.Submitter submitter = new FarmSubmitCommand.Submitter(home, models, keys);
    CommandLine line = new CommandLine(new FarmCommand());
    line.addSubcommand(new FarmSubmitCommand(submitter));
    line.addSubcommand(new FarmSubmitCommand.Export(submitter));
    line.addSubcommand(new FarmSubmitCommand.Resume(home));
    line.addSubcommand(new Status());
    line.addSubcommand(new Cancel());
    line.addSubcommand(new Collect());
    line.addSubcommand(new Backends());
    line.addSubcommand(new FarmWorkerCommand.Task(home));
    line.addSubcommand(new FarmWorkerCommand.Assemble());
    line.addSubcommand(new FarmWorkerCommand.Serve(home));
    line.addSubcommand(new FarmWorkerCommand.Stop());
    line.addSubcommand(new FarmWorkerCommand.Ended());
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }

  /** The backend that a snapshot was given to. */
  public static RenderBackend of(Snapshot snapshot) {
    return RenderBackend.named(
        snapshot.read(FarmSubmitCommand.BACKEND).map(j -> j.path("id").asText()).orElse("local"));
  }

  /** {@code zoetrope farm status}. */
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Says how far a submitted story is. Exit code 1 when a task has failed.")
  static final class Status implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "SUBMISSION", description = "The folder that 'farm submit' named.")
    private Path folder = Path.of("");

    @CommandLine.Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
      Snapshot snapshot = Snapshot.open(folder);
      FarmStatus status = of(snapshot).status(snapshot);
      if (json.on()) {
        Map<String, Object> all = new LinkedHashMap<>();
        status.tasks().forEach((i, s) -> all.put(Integer.toString(i), lower(s)));
        spec.commandLine()
            .getOut()
            .println(Json.line(Map.of("tasks", all, "film", lower(status.film()))));
      } else {
        print(snapshot, status);
      }
      return status.count(TaskState.FAILED) > 0 || status.film() == TaskState.FAILED ? 1 : 0;
    }

    private void print(Snapshot snapshot, FarmStatus status) {
      status
          .tasks()
          .forEach(
              (i, state) ->
                  spec.commandLine()
                      .getOut()
                      .println(
                          "%4d  %-9s  %s%s"
                              .formatted(
                                  i,
                                  lower(state),
                                  snapshot.task(i).words(),
                                  Optional.ofNullable(status.reasons().get(i))
                                      .map(r -> ": " + r)
                                      .orElse(""))));
      spec.commandLine()
          .getOut()
          .println("film  %-9s  %s".formatted(lower(status.film()), snapshot.film()));
    }

    private static String lower(TaskState state) {
      return state.name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code zoetrope farm cancel}. */
  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Stops what has not finished; finished tasks keep what they made.")
  static final class Cancel implements Callable<Integer> {
    @Parameters(paramLabel = "SUBMISSION", description = "The folder that 'farm submit' named.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
      Snapshot snapshot = Snapshot.open(folder);
      of(snapshot).cancel(snapshot);
      return 0;
    }
  }

  /** {@code zoetrope farm collect}. */
  @Command(
      name = "collect",
      mixinStandardHelpOptions = true,
      description =
          "Puts the takes of a finished submission into the story; picks that are there stay.")
  static final class Collect implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(
        index = "0",
        paramLabel = "SUBMISSION",
        description = "The folder that 'farm submit' named.")
    private Path folder = Path.of("");

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "STORY",
        description = "The story; the one that was submitted when left out.")
    private @Nullable Path story;

    @Override
    public Integer call() {
      Snapshot snapshot = Snapshot.open(folder);
      Path place = story == null ? snapshot.source() : story;
      try (StoryStore store = StoryStore.open(place)) {
        int fresh = new FarmAssembly(snapshot).adopt(store, Picking.KEEP);
        spec.commandLine().getOut().println("Put " + fresh + " takes into " + place);
      }
      return 0;
    }
  }

  /** {@code zoetrope farm backends}. */
  @Command(
      name = "backends",
      mixinStandardHelpOptions = true,
      description = "Lists who can run tasks, and why some cannot.")
  static final class Backends implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      for (RenderBackend b : RenderBackend.all()) {
        String words =
            switch (b.availability()) {
              case Availability.Ready(String version) -> version;
              case Availability.Missing(String why) -> "not here: " + why;
            };
        spec.commandLine().getOut().println("%-8s %s".formatted(b.id(), words));
      }
      return 0;
    }
  }
}
