package zoetrope.service.cli.farm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.ExportOptions;
import zoetrope.service.cli.terminal.Interrupts;
import zoetrope.service.cli.terminal.Readings;
import zoetrope.service.cli.terminal.Screen;
import zoetrope.service.cli.terminal.Stories;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.farm.FarmOptions;
import zoetrope.service.farm.RenderBackend;
import zoetrope.service.farm.RenderTask;
import zoetrope.service.farm.Snapshot;
import zoetrope.service.farm.WorkerCommand;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.SigningKeys;
import zoetrope.service.reading.ModelShotReader;
import zoetrope.service.reading.ShotReader;
import zoetrope.story.document.Story;
import zoetrope.story.store.StoryStore;

/** {@code zoetrope farm submit}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Copies a story and gives it to those who render it.")
final class FarmSubmitCommand implements Callable<Integer> {
  /** Names the backend in a snapshot. */
  static final String BACKEND = "backend.json";

  private final Submitter submitter;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private Submission submission = new Submission();

  @Option(
      names = "--backend",
      defaultValue = "local",
      paramLabel = "NAME",
      description = "Who runs it; 'farm backends' lists them. Default ${DEFAULT-VALUE}.")
  private String backend = "local";

  FarmSubmitCommand(Submitter submitter) {
    this.submitter = submitter;
  }

  @Override
  public Integer call() {
    return submission.give(submitter, RenderBackend.named(backend), spec.commandLine());
  }

  /**
   * Who submits.
   *
   * @param models that read prompts
   * @param keys that films are signed with
   */
  record Submitter(Installation home, ModelLibrary models, SigningKeys keys) {}

  /** {@code zoetrope farm export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Copies a story and writes an Open Job Description template for it.")
  static final class Export implements Callable<Integer> {
    private final Submitter submitter;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Mixin private Submission submission = new Submission();

    Export(Submitter submitter) {
      this.submitter = submitter;
    }

    @Override
    public Integer call() {
      return submission.give(submitter, RenderBackend.named("openjd"), spec.commandLine());
    }
  }

  /** What both are told. */
  static final class Submission {
    @Parameters(
        paramLabel = "STORY",
        description = "A story folder (Name.zoetrope) or a story as text (.yaml).")
    private Path story = Path.of("");

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "The film.")
    private Path film = Path.of("");

    @Option(
        names = "--to",
        paramLabel = "DIR",
        description = "Folder of the submission; beside the film when left out.")
    private @Nullable Path to;

    @Option(names = "--takes", paramLabel = "N", description = "Takes of each shot.")
    private @Nullable Integer takes;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of each shot's first take.")
    private @Nullable Long seed;

    @Option(
        names = "--precision",
        defaultValue = "INT8",
        description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Precision precision = Precision.INT8;

    @Option(names = "--progress", description = "Shows how far it is, where it runs here.")
    private boolean progress;

    @Option(
        names = "--strict",
        description = "Refuses shots of whose prompts something would not be painted.")
    private boolean strict;

    @Mixin private ExportOptions export = new ExportOptions();

    @ArgGroup(exclusive = false, heading = "What a worker needs:%n")
    private Machine machine = new Machine();

    int give(Submitter submitter, RenderBackend backend, CommandLine line) {
      ExportSettings settings = export.settings(film);
      // Films are signed where they are put together; a key that does not serve would be told only
      // then.
      submitter.keys().usual();
      Stories named = Stories.read(story);
      try (ShotReader reader = ModelShotReader.open(submitter.home(), submitter.models())) {
        Story told = named.story();
        Readings.of(line, false, false).tell(told, told.shots(), reader, strict);
      }
      Path place = to == null ? film.resolveSibling(film.getFileName() + ".farm") : to;
      OptionalInt count = takes == null ? OptionalInt.empty() : OptionalInt.of(takes);
      Snapshot snapshot;
      try (StoryStore store = named.open(film)) {
        snapshot =
            Snapshot.take(
                store,
                place,
                film,
                settings,
                precision,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                RenderTask.of(store.story(), count));
      }
      snapshot.write(BACKEND, new ObjectMapper().createObjectNode().put("id", backend.id()));
      hand(snapshot, machine.options(submitter.home(), snapshot), backend, progress, line);
      line.getOut().println("Submission: " + snapshot.folder());
      return 0;
    }
  }

  private static void hand(
      Snapshot snapshot,
      FarmOptions options,
      RenderBackend backend,
      boolean progress,
      CommandLine line) {
    try (Screen screen = Screen.of(line, progress, false);
        Interrupts interrupts = new Interrupts()) {
      backend.submit(
          snapshot,
          options,
          screen,
          text -> {
            screen.done();
            line.getOut().println(text);
          },
          interrupts.token());
    }
  }

  /** {@code zoetrope farm resume}. */
  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description =
          "Hands over what has not finished of a submission that was cancelled, failed or cut off.")
  static final class Resume implements Callable<Integer> {
    private final Installation home;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "SUBMISSION", description = "The folder that 'farm submit' named.")
    private Path folder = Path.of("");

    @Option(names = "--progress", description = "Shows how far it is, where it runs here.")
    private boolean progress;

    @ArgGroup(exclusive = false, heading = "What a worker needs:%n")
    private Machine machine = new Machine();

    Resume(Installation home) {
      this.home = home;
    }

    @Override
    public Integer call() {
      Snapshot snapshot = Snapshot.open(folder);
      RenderBackend backend = FarmCommand.of(snapshot);
      hand(snapshot, machine.options(home, snapshot), backend, progress, spec.commandLine());
      return 0;
    }
  }

  /** What is asked of the machines. */
  static final class Machine {
    @Option(
        names = "--worker",
        paramLabel = "WORD",
        description =
            "Starts zoetrope on a worker (repeat for each word); this installation when left out.")
    private List<String> worker = List.of();

    @Option(names = "--partition", paramLabel = "NAME", description = "Slurm's partition.")
    private @Nullable String partition;

    @Option(names = "--gpus", paramLabel = "N", description = "GPUs of a worker.")
    private @Nullable Integer gpus;

    @Option(names = "--memory", paramLabel = "MIB", description = "Memory of a worker.")
    private @Nullable Integer memory;

    @Option(names = "--at-once", paramLabel = "N", description = "Tasks at the same time.")
    private @Nullable Integer atOnce;

    @Option(names = "--time", paramLabel = "TIME", description = "Longest time of a task.")
    private @Nullable String time;

    FarmOptions options(Installation home, Snapshot snapshot) {
      return new FarmOptions(
          home,
          worker.isEmpty() ? WorkerCommand.writtenInto(snapshot, home) : worker,
          Optional.ofNullable(partition),
          number(gpus),
          number(memory),
          number(atOnce),
          Optional.ofNullable(time));
    }

    private static OptionalInt number(@Nullable Integer n) {
      return n == null ? OptionalInt.empty() : OptionalInt.of(n);
    }
  }
}
