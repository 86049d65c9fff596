package zoetrope.service.farm.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zoetrope.core.task.CancelToken;
import zoetrope.service.farm.Availability;
import zoetrope.service.farm.FarmOptions;
import zoetrope.service.farm.FarmStatus;
import zoetrope.service.farm.RenderBackend;
import zoetrope.service.farm.RenderTask;
import zoetrope.service.farm.SchedulerCommand;
import zoetrope.service.farm.Snapshot;
import zoetrope.service.farm.TaskResults;
import zoetrope.service.farm.TaskState;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;

/**
 * Slurm (Yoo, Jette and Grondona 2003): an array job for the tasks, one job for the film that waits
 * for all of them. The snapshot must lie where all nodes see it.
 */
public final class SlurmBackend implements RenderBackend {
  private static final String JOB = "job.json";

  /** Is there once its user has cancelled it. */
  private static final String CANCELLED = "cancelled.json";

  @Override
  public String id() {
    return "slurm";
  }

  @Override
  public Availability availability() {
    if (SchedulerCommand.find("sbatch").isEmpty()) {
      return new Availability.Missing(
          "'sbatch' is not on the PATH; install Slurm's client programs, or submit from a login"
              + " node");
    }
    SchedulerCommand.Said said =
        SchedulerCommand.run(List.of("sinfo", "--noheader", "--format=%P %D %T"));
    return said.code() == 0
        ? new Availability.Ready(said.out().strip().replace("\n", ", "))
        : new Availability.Missing(
            "Slurm's controller does not answer (%s); check slurmctld and SLURM_CONF"
                .formatted(said.err().strip()));
  }

  @Override
  public void submit(
      Snapshot snapshot,
      FarmOptions options,
      Progress progress,
      Consumer<String> said,
      CancelToken cancel) {
    if (availability() instanceof Availability.Missing(String why)) {
      throw new RenderException(why);
    }
    cancel.check();
    String place = snapshot.folder().toString();
    Path tasks = script(snapshot, "task.sh", SlurmScripts.task(options.worker(), place));
    Path film = script(snapshot, "assemble.sh", SlurmScripts.assemble(options.worker(), place));
    snapshot.forget(CANCELLED);
    List<RenderTask> missing = new TaskResults(snapshot).missing();
    String job =
        missing.isEmpty()
            ? ""
            : id(SchedulerCommand.need(array(snapshot, options, missing, tasks)));
    remember(snapshot, job, "");
    List<String> last = new ArrayList<>(common(snapshot, options, "film"));
    if (!job.isEmpty()) {
      last.add("--dependency=afterok:" + job);
    }
    last.add(film.toString());
    String assembly = id(SchedulerCommand.need(last));
    remember(snapshot, job, assembly);
    said.accept(
        (job.isEmpty() ? "" : "Slurm has %d tasks as job %s. ".formatted(missing.size(), job))
            + "Slurm has the film as job "
            + assembly);
  }

  private static List<String> array(
      Snapshot snapshot, FarmOptions options, List<RenderTask> tasks, Path script) {
    List<String> array = new ArrayList<>(common(snapshot, options, "%a"));
    array.add(
        "--array="
            + ranges(tasks.stream().mapToInt(RenderTask::index).toArray())
            + (options.atOnce().isPresent() ? "%" + options.atOnce().getAsInt() : ""));
    options.gpus().ifPresent(n -> array.add("--gpus-per-task=" + n));
    array.add("--ntasks=1");
    options.time().ifPresent(t -> array.add("--time=" + t));
    array.add(script.toString());
    return array;
  }

  /** Rising numbers as {@code sbatch --array} writes them: {@code 0-3,7}. */
  static String ranges(int... numbers) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < numbers.length; ) {
      int last = i;
      while (last + 1 < numbers.length && numbers[last + 1] == numbers[last] + 1) {
        last++;
      }
      out.append(out.isEmpty() ? "" : ",").append(numbers[i]);
      out.append(last == i ? "" : "-" + numbers[last]);
      i = last + 1;
    }
    return out.toString();
  }

  private static List<String> common(Snapshot snapshot, FarmOptions options, String log) {
    Path logs = snapshot.folder().resolve("logs");
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      throw new RenderException(logs + ": it cannot be made (" + e.getMessage() + ")", e);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "sbatch",
                "--parsable",
                "--requeue",
                "--open-mode=append",
                "--job-name=zoetrope",
                "--output=" + logs.resolve(log + ".log")));
    options.partition().ifPresent(p -> command.add("--partition=" + p));
    options.memory().ifPresent(m -> command.add("--mem=" + m + "M"));
    return command;
  }

  private static Path script(Snapshot snapshot, String name, String text) {
    Path file = snapshot.folder().resolve(name);
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new RenderException(file + ": it cannot be written (" + e.getMessage() + ")", e);
    }
  }

  /** {@code sbatch --parsable} says "id" or "id;cluster". */
  private static String id(String said) {
    return said.strip().split(";")[0];
  }

  private static void remember(Snapshot snapshot, String tasks, String film) {
    snapshot.write(
        JOB, new ObjectMapper().createObjectNode().put("tasks", tasks).put("film", film));
  }

  @Override
  public FarmStatus status(Snapshot snapshot) {
    Optional<JsonNode> job = snapshot.read(JOB);
    if (job.isEmpty()) {
      return new TaskResults(snapshot).status(Map.of(), TaskState.WAITING);
    }
    TaskState gone = snapshot.read(CANCELLED).isPresent() ? TaskState.CANCELLED : TaskState.FAILED;
    String array = job.get().path("tasks").asText();
    Map<Integer, TaskState> tasks = array.isEmpty() ? Map.of() : SlurmQueue.states(array);
    TreeMap<Integer, TaskState> known = new TreeMap<>();
    for (RenderTask task : snapshot.tasks()) {
      known.put(task.index(), left(tasks.get(task.index()), gone));
    }
    String film = job.get().path("film").asText();
    TaskState last =
        film.isEmpty()
            ? TaskState.CANCELLED
            : left(SlurmQueue.states(film).get(SlurmQueue.ALONE), gone);
    return new TaskResults(snapshot).status(known, last);
  }

  /** Of what left no result: done is what left one, not what Slurm saw end. */
  private static TaskState left(@Nullable TaskState state, TaskState gone) {
    return state == null ? gone : state == TaskState.DONE ? TaskState.FAILED : state;
  }

  @Override
  public void cancel(Snapshot snapshot) {
    JsonNode job =
        snapshot
            .read(JOB)
            .orElseThrow(
                () -> new RenderException(snapshot.folder() + ": it was not given to Slurm"));
    snapshot.write(CANCELLED, new ObjectMapper().createObjectNode());
    List<String> command = new ArrayList<>(List.of("scancel"));
    Stream.of("film", "tasks")
        .map(k -> job.path(k).asText())
        .filter(id -> !id.isEmpty())
        .forEach(command::add);
    SchedulerCommand.need(command);
  }
}
