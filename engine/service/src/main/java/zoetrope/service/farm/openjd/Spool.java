package zoetrope.service.farm.openjd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.service.render.RenderException;

/**
 * A folder by which the tasks of a session talk to the process that has the model loaded: one small
 * file a message, each whole or not there. No port is opened.
 *
 * @param folder inside the session's own working folder
 */
record Spool(Path folder) {
  private static final String STOP = "stop.json";
  private static final String SERVER = "server.json";
  private static final String REQUEST = ".request.json";

  /** A task asks for its number. */
  String ask(int task) {
    String id = java.util.UUID.randomUUID().toString();
    write(id + REQUEST, json().put("task", task));
    return id;
  }

  /** Requests that wait. */
  List<String> requests() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(f -> f.endsWith(REQUEST))
          .map(f -> f.substring(0, f.length() - REQUEST.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw broken(folder, e);
    }
  }

  Optional<Integer> taken(String id) {
    return read(id + REQUEST).map(j -> j.path("task").asInt());
  }

  void answer(String id, JsonNode said) {
    write(id + ".answer.json", said);
  }

  Optional<JsonNode> answered(String id) {
    return read(id + ".answer.json");
  }

  void forget(String id) {
    delete(id + REQUEST);
  }

  void cancel(String id) {
    write(id + ".cancel.json", json());
  }

  boolean cancelled(String id) {
    return Files.exists(folder.resolve(id + ".cancel.json"));
  }

  void stop() {
    write(STOP, json());
  }

  boolean stopping() {
    return !Files.isDirectory(folder) || Files.exists(folder.resolve(STOP));
  }

  /** Where a server that stands alone writes; the last lines say why it ended. */
  Path log() {
    return folder.resolve("server.log");
  }

  /** Says that a server is ready. */
  void serving(long pid) {
    write(SERVER, json().put("pid", pid));
  }

  /** The server's process, while it lives. */
  Optional<ProcessHandle> server() {
    return read(SERVER)
        .flatMap(j -> ProcessHandle.of(j.path("pid").asLong()))
        .filter(ProcessHandle::isAlive);
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode json() {
    return new ObjectMapper().createObjectNode();
  }

  private Optional<JsonNode> read(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(new ObjectMapper().readTree(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  private void write(String name, JsonNode json) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "writing-", ".part");
      Files.write(part, new ObjectMapper().writeValueAsBytes(json));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw broken(folder.resolve(name), e);
    }
  }

  private static RenderException broken(Path file, IOException e) {
    return new RenderException(
        "%s: the session's folder cannot be used (%s); check its disk"
            .formatted(file, e.getMessage()),
        e);
  }
}
