package zoetrope.service.farm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zoetrope.service.render.RenderException;
import zoetrope.story.document.Take;

/** What became of tasks, as their folders tell: the truth whatever a scheduler has forgotten. */
public final class TaskResults {
  private static final String DONE = "done.json";
  private static final String FAILED = "failed.json";

  private final Snapshot snapshot;

  public TaskResults(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Takes that a task made.
   *
   * @param story the folder they are in, which nobody has open
   * @param takes their ids
   */
  public record Result(Path story, List<String> takes) {
    public Result {
      takes = List.copyOf(takes);
    }
  }

  /** The result of a finished task. */
  public Optional<Result> done(int task) {
    return snapshot
        .read(name(task, DONE))
        .map(
            json -> {
              List<String> takes = new ArrayList<>();
              json.path("takes").forEach(t -> takes.add(t.asText()));
              Path story = snapshot.taskFolder(task).resolve(json.path("story").asText());
              return new Result(story.normalize(), takes);
            });
  }

  /** Tasks that have no result yet. */
  public List<RenderTask> missing() {
    return snapshot.tasks().stream().filter(t -> done(t.index()).isEmpty()).toList();
  }

  /** Why the last attempt of a task failed, if it did. */
  public Optional<String> failure(int task) {
    return snapshot.read(name(task, FAILED)).map(json -> json.path("why").asText());
  }

  /**
   * Says that an attempt has finished a task. Where two attempts do, as when a machine was thought
   * dead, the first counts.
   *
   * @return whether this one counts
   */
  boolean finish(int task, Path attempt, List<Take> takes) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("story", snapshot.taskFolder(task).relativize(attempt).toString().replace('\\', '/'));
    takes.forEach(t -> json.withArray("takes").add(t.id()));
    String mine = name(task, "finished-" + java.util.UUID.randomUUID() + ".json");
    snapshot.write(mine, json);
    Path own = snapshot.folder().resolve(mine);
    Path name = snapshot.taskFolder(task).resolve(DONE);
    try {
      boolean first = claim(own, name);
      Files.deleteIfExists(own);
      Files.deleteIfExists(snapshot.taskFolder(task).resolve(FAILED));
      return first;
    } catch (IOException e) {
      throw new RenderException(
          "%s: it cannot be written (%s); check the folder".formatted(name, e.getMessage()), e);
    }
  }

  /** A link is made or refused in one step, on network disks too. */
  private static boolean claim(Path own, Path name) throws IOException {
    try {
      Files.createLink(name, own);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (UnsupportedOperationException | IOException _) {
      try {
        Files.copy(own, name); // a disk without links
        return true;
      } catch (FileAlreadyExistsException _) {
        return false;
      }
    }
  }

  /** Says why an attempt of a task failed; a later one may succeed. */
  public void fail(int task, String why) {
    JsonNode json = new ObjectMapper().createObjectNode().put("why", why);
    snapshot.write(name(task, FAILED), json);
  }

  private String name(int task, String file) {
    return snapshot.folder().relativize(snapshot.taskFolder(task)).resolve(file).toString();
  }

  /**
   * The state of all tasks.
   *
   * @param known what the scheduler says of tasks that it has not forgotten
   * @param film what it says of binding the film
   */
  public FarmStatus status(Map<Integer, TaskState> known, TaskState film) {
    TreeMap<Integer, TaskState> states = new TreeMap<>();
    Map<Integer, String> reasons = new TreeMap<>();
    for (RenderTask task : snapshot.tasks()) {
      int i = task.index();
      Optional<String> failure = failure(i);
      TaskState state =
          done(i).isPresent()
              ? TaskState.DONE
              : known.getOrDefault(i, failure.isPresent() ? TaskState.FAILED : TaskState.WAITING);
      states.put(i, state);
      if (state == TaskState.FAILED) {
        reasons.put(i, failure.orElse("it ended without a word; see its log"));
      }
    }
    boolean bound = snapshot.read(FarmAssembly.DONE).isPresent() && Files.exists(snapshot.film());
    return new FarmStatus(states, reasons, bound ? TaskState.DONE : film);
  }
}
