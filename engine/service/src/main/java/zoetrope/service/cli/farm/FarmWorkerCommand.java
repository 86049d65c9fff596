package zoetrope.service.cli.farm;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.Interrupts;
import zoetrope.service.farm.FarmAssembly;
import zoetrope.service.farm.FarmWorker;
import zoetrope.service.farm.Snapshot;
import zoetrope.service.farm.TaskResults;
import zoetrope.service.farm.WorkerCommand;
import zoetrope.service.farm.openjd.ServerLog;
import zoetrope.service.farm.openjd.TaskClient;
import zoetrope.service.farm.openjd.TaskServer;
import zoetrope.service.process.Ending;
import zoetrope.service.process.EndingWords;
import zoetrope.service.render.Engine;
import zoetrope.service.render.RenderException;

/** What schedulers call on a worker. */
final class FarmWorkerCommand {
  private FarmWorkerCommand() {}

  /**
   * Speaks to the scheduler: the messages of Open Job Description (How Jobs Are Run, "Stdout/Stderr
   * Messages"), or lines for a log.
   */
  private static final class Voice {
    private final PrintWriter out;
    private final boolean openjd;
    private int last = -1;

    Voice(PrintWriter out, boolean openjd) {
      this.out = out;
      this.openjd = openjd;
    }

    synchronized void status(String text) {
      say(openjd ? "openjd_status: " + text : text);
    }

    synchronized void progress(double part) {
      int percent = (int) (100 * part);
      if (percent > last) {
        last = percent;
        say(openjd ? "openjd_progress: " + percent : percent + " %");
      }
    }

    synchronized void failed(RuntimeException e) {
      if (openjd) {
        say("openjd_fail: " + String.valueOf(e.getMessage()).replaceAll("\\R", " "));
      }
    }

    private void say(String line) {
      out.println(line);
      out.flush();
    }
  }

  /** {@code zoetrope farm task}. */
  @Command(
      name = "task",
      mixinStandardHelpOptions = true,
      description = "Renders one task of a submission; what is done already is not done again.")
  static final class Task implements Callable<Integer> {
    private final Installation home;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "SUBMISSION", description = "The folder of the submission.")
    private Path folder = Path.of("");

    @Option(names = "--task", required = true, paramLabel = "N", description = "Counted from 0.")
    private int task;

    @Option(
        names = "--spool",
        paramLabel = "DIR",
        description = "Has it done by the model server of this folder, where one runs.")
    private @Nullable Path spool;

    @Option(names = "--openjd", description = "Speaks as Open Job Description asks.")
    private boolean openjd;

    Task(Installation home) {
      this.home = home;
    }

    @Override
    public Integer call() throws InterruptedException {
      Voice voice = new Voice(spec.commandLine().getOut(), openjd);
      try (Interrupts interrupts = new Interrupts()) {
        Snapshot snapshot = Snapshot.open(folder);
        voice.status(snapshot.task(task).words());
        if (spool != null && TaskServer.running(spool)) {
          new TaskClient(spool).run(task, voice::progress, interrupts.token());
        } else {
          try (Engine engine = Engine.open(home, snapshot.precision())) {
            new FarmWorker(snapshot, engine).run(task, voice::progress, interrupts.token());
          }
        }
        voice.progress(1);
        return 0;
      } catch (RuntimeException e) {
        voice.failed(e);
        throw e;
      }
    }
  }

  /** {@code zoetrope farm assemble}. */
  @Command(
      name = "assemble",
      mixinStandardHelpOptions = true,
      description = "Binds the film of a submission whose tasks are done.")
  static final class Assemble implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "SUBMISSION", description = "The folder of the submission.")
    private Path folder = Path.of("");

    @Option(names = "--openjd", description = "Speaks as Open Job Description asks.")
    private boolean openjd;

    @Override
    public Integer call() {
      Voice voice = new Voice(spec.commandLine().getOut(), openjd);
      try (Interrupts interrupts = new Interrupts()) {
        Snapshot snapshot = Snapshot.open(folder);
        voice.status("binding " + snapshot.film().getFileName());
        new FarmAssembly(snapshot)
            .film((what, done, total) -> voice.progress((double) done / total), interrupts.token());
        voice.status("wrote " + snapshot.film());
        return 0;
      } catch (RuntimeException e) {
        voice.failed(e);
        throw e;
      }
    }
  }

  /** {@code zoetrope farm serve}. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = "Keeps the model loaded for the tasks of a session.")
  static final class Serve implements Callable<Integer> {
    private static final long WAIT_MILLIS = 600_000;
    private static final long PULSE_MILLIS = 100;

    private final Installation home;

    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "SUBMISSION", description = "The folder of the submission.")
    private Path folder = Path.of("");

    @Option(
        names = "--spool",
        required = true,
        paramLabel = "DIR",
        description = "A folder of the session.")
    private Path spool = Path.of("");

    @Option(names = "--detach", description = "Returns once the model is loaded.")
    private boolean detach;

    @Option(names = "--openjd", description = "Speaks as Open Job Description asks.")
    private boolean openjd;

    Serve(Installation home) {
      this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      Voice voice = new Voice(spec.commandLine().getOut(), openjd);
      Snapshot snapshot = Snapshot.open(folder);
      if (detach) {
        start(voice);
        return 0;
      }
      try (Interrupts interrupts = new Interrupts();
          Engine engine = Engine.open(home, snapshot.precision())) {
        new TaskServer(spool, new FarmWorker(snapshot, engine)).run(interrupts.token());
      }
      return 0;
    }

    /** Its output goes to a file: a scheduler waits for who holds its pipes. */
    private void start(Voice voice) throws IOException, InterruptedException {
      voice.status("loading the model");
      Files.createDirectories(spool);
      Path log = TaskServer.log(spool);
      Process server =
          WorkerCommand.here(
                  home, List.of("farm", "serve", folder.toString(), "--spool", spool.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      server.getOutputStream().close();
      for (long waited = 0; !TaskServer.running(spool); waited += PULSE_MILLIS) {
        if (!server.isAlive() || waited > WAIT_MILLIS) {
          RenderException e = new RenderException("the model was not loaded: " + why(server, log));
          voice.failed(e);
          throw e;
        }
        Thread.sleep(PULSE_MILLIS);
      }
      voice.status("the model is loaded");
    }

    private static String why(Process server, Path log) {
      if (server.isAlive()) {
        server.destroy();
        return "it took too long";
      }
      return ServerLog.words(log, OptionalInt.of(server.exitValue()));
    }
  }

  /** {@code zoetrope farm ended}. */
  @Command(
      name = "ended",
      hidden = true,
      description = "Says how a task has ended that could not say it, and writes it down.")
  static final class Ended implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(paramLabel = "SUBMISSION", description = "The folder of the submission.")
    private Path folder = Path.of("");

    @Option(names = "--task", paramLabel = "N", description = "Counted from 0; none is the film.")
    private @Nullable Integer task;

    @Option(names = "--code", required = true, paramLabel = "N", description = "Its exit code.")
    private int code;

    @Override
    public Integer call() {
      String words = EndingWords.command(Ending.read(code, Optional.empty()));
      spec.commandLine().getOut().println("zoetrope: " + words);
      if (task != null) {
        new TaskResults(Snapshot.open(folder)).fail(task, words);
      }
      return 0;
    }
  }

  /** {@code zoetrope farm stop}. */
  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Ends the model server of a session.")
  static final class Stop implements Callable<Integer> {
    @Option(
        names = "--spool",
        required = true,
        paramLabel = "DIR",
        description = "The folder of the session.")
    private Path spool = Path.of("");

    @Override
    public Integer call() {
      TaskServer.stop(spool);
      return 0;
    }
  }
}
