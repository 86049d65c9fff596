package zoetrope.service.farm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.media.Encoding;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.render.RenderException;
import zoetrope.story.store.StoryStore;

/**
 * A story as it was when it was submitted, in a folder that all machines see:
 *
 * <pre>
 * snapshot.json        what is to be done
 * story.zoetrope/      the story; never opened in place
 * tasks/0003/          what became of a task: done.json or failed.json, and its attempts
 * worker.args          how this installation is started, as arguments of Java
 * backend.json         who was asked to render it
 * job.json             the scheduler's names for it
 * cancelled.json       there once its user has cancelled it
 * logs/                what workers said
 * </pre>
 *
 * @param folder of the snapshot
 * @param title of the story
 * @param source the story's own folder
 * @param film where the film goes
 * @param export how it is written
 * @param model id of the one that the first shot asks for
 * @param precision of the weights
 * @param seed of every shot's first take, instead of the shots'
 * @param tasks in order
 */
public record Snapshot(
    Path folder,
    String title,
    Path source,
    Path film,
    ExportSettings export,
    String model,
    Precision precision,
    OptionalLong seed,
    List<RenderTask> tasks) {
  private static final String FILE = "snapshot.json";
  private static final int VERSION = 2;

  /** Had no settings for the film: its file's ending said all. */
  private static final int FIRST_VERSION = 1;

  public Snapshot {
    tasks = List.copyOf(tasks);
  }

  /**
   * Copies a story and writes down what is to be done.
   *
   * @param to must not exist, or be empty
   */
  public static Snapshot take(
      StoryStore store,
      Path to,
      Path film,
      ExportSettings export,
      Precision precision,
      OptionalLong seed,
      List<RenderTask> tasks) {
    if (tasks.isEmpty()) {
      throw new RenderException("the story has no shots; add one");
    }
    Snapshot snapshot =
        new Snapshot(
            to.toAbsolutePath().normalize(),
            store.story().title(),
            store.folder().toAbsolutePath().normalize(),
            film.toAbsolutePath().normalize(),
            export,
            store.story().shots().getFirst().settings().model(),
            precision,
            seed,
            tasks);
    if (Files.exists(snapshot.folder().resolve(FILE))) {
      throw new RenderException(
          "%s: a submission is there already; choose another folder with --to".formatted(to));
    }
    store.copyTo(snapshot.story());
    snapshot.write(FILE, snapshot.json());
    return snapshot;
  }

  /**
   * Opens a snapshot.
   *
   * @throws RenderException when the folder is none, or of a later version
   */
  public static Snapshot open(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    JsonNode json =
        read(place.resolve(FILE))
            .orElseThrow(
                () ->
                    new RenderException(
                        "%s: there is no %s; choose the folder that 'farm submit' made"
                            .formatted(folder, FILE)));
    int version = json.path("version").asInt();
    if (version < FIRST_VERSION || version > VERSION) {
      throw new RenderException(
          "%s: another version of Zoetrope made it; use that one, or submit the story again"
              .formatted(folder));
    }
    List<RenderTask> tasks = new ArrayList<>();
    for (JsonNode t : json.path("tasks")) {
      List<String> shots = new ArrayList<>();
      t.path("shots").forEach(s -> shots.add(s.asText()));
      tasks.add(
          new RenderTask(
              tasks.size(), shots, t.path("firstTake").asInt(), t.path("takes").asInt(1)));
    }
    Path film = Path.of(json.path("film").asText());
    return new Snapshot(
        place,
        json.path("title").asText(),
        Path.of(json.path("source").asText()),
        film,
        version == FIRST_VERSION
            ? new ExportSettings(Encoding.of(film), FrameSize.STORY)
            : export(folder, json.path("export")),
        json.path("model").asText(),
        Precision.valueOf(json.path("precision").asText("int8").toUpperCase(Locale.ROOT)),
        json.has("seed") ? OptionalLong.of(json.path("seed").asLong()) : OptionalLong.empty(),
        tasks);
  }

  private static ExportSettings export(Path folder, JsonNode json) {
    try {
      return ExportSettings.of(json);
    } catch (IllegalArgumentException e) {
      throw new RenderException(
          "%s: another version of Zoetrope chose how its film is written; use that one, or submit the story again"
              .formatted(folder),
          e);
    }
  }

  private ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("version", VERSION);
    json.put("title", title);
    json.put("source", source.toString());
    json.put("film", film.toString());
    json.set("export", export.json());
    json.put("model", model);
    json.put("precision", precision.name().toLowerCase(Locale.ROOT));
    seed.ifPresent(s -> json.put("seed", s));
    ArrayNode list = json.putArray("tasks");
    for (RenderTask t : tasks) {
      ObjectNode task = list.addObject();
      t.shots().forEach(task.withArray("shots")::add);
      task.put("firstTake", t.firstTake());
      task.put("takes", t.takes());
    }
    return json;
  }

  /** The story's copy. */
  public Path story() {
    return folder.resolve("story" + StoryStore.FOLDER_SUFFIX);
  }

  /** A task by its index. */
  public RenderTask task(int index) {
    if (index < 0 || index >= tasks.size()) {
      throw new RenderException(
          "%s: there is no task %d; it has tasks 0 to %d"
              .formatted(folder, index, tasks.size() - 1));
    }
    return tasks.get(index);
  }

  /** Where a task's results and attempts lie. */
  public Path taskFolder(int index) {
    return folder.resolve("tasks").resolve("%04d".formatted(index));
  }

  /** A small file of the snapshot; empty when it is not there. */
  public Optional<JsonNode> read(String name) {
    return read(folder.resolve(name));
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(new ObjectMapper().readTree(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new RenderException(
          "%s: it cannot be read (%s); submit the story again".formatted(file, e.getMessage()), e);
    }
  }

  /** Deletes a small file, if it is there. */
  public void forget(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw unwritable(folder.resolve(name), e);
    }
  }

  /** Writes a small file; others see it whole or not at all. */
  public void write(String name, JsonNode json) {
    Path file = folder.resolve(name);
    try {
      Path place = java.util.Objects.requireNonNull(file.getParent());
      Files.createDirectories(place);
      Path part = Files.createTempFile(place, "writing-", ".part");
      Files.write(
          part, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static RenderException unwritable(Path file, IOException e) {
    return new RenderException(
        "%s: it cannot be written (%s); free space and check the folder's permissions"
            .formatted(file, e.getMessage()),
        e);
  }
}
