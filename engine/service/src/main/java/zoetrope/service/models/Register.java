package zoetrope.service.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Which folders were imported and under which ids: {@code models.json} in the library's folder.
 * Folders below it are kept by their relative names, so that the library can be moved. The command
 * line and the studio may change it at the same time.
 */
final class Register {
  private static final String FILE = "models.json";
  private static final int VERSION = 1;

  private final Path folder;

  Register(Path folder) {
    this.folder = folder;
  }

  /** One folder under its id. */
  record Row(String id, Path folder) {}

  Path file() {
    return folder.resolve(FILE);
  }

  List<Row> rows() {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file()));
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw damaged("it cannot be read (" + e.getMessage() + ")", e);
    }
    if (root.path("version").asInt() > VERSION) {
      throw new ModelException(
          file(), "a newer version of the program wrote it", "Use that version");
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode n : root.path("models")) {
      String id = n.path("id").asText();
      String place = n.path("folder").asText();
      if (id.isEmpty() || place.isEmpty()) {
        throw damaged("an entry lacks its id or folder", new IOException(n.toString()));
      }
      rows.add(new Row(id, folder.resolve(place).normalize()));
    }
    return rows;
  }

  private ModelException damaged(String problem, IOException cause) {
    return new ModelException(
        file(), problem, "Delete the file and import the folders again; models stay", cause);
  }

  /** Changes the rows; nobody else does meanwhile. */
  void change(UnaryOperator<List<Row>> change) {
    try {
      Files.createDirectories(folder);
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve(FILE + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = lock.lock()) {
        write(change.apply(rows()));
      }
    } catch (IOException e) {
      throw new ModelException(
          file(),
          "it cannot be written (" + e.getMessage() + ")",
          "Check free space and write permission, or name another folder with ZOETROPE_MODELS",
          e);
    }
  }

  private void write(List<Row> rows) throws IOException {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("version", VERSION);
    ArrayNode models = root.putArray("models");
    for (Row r : rows) {
      Path place = r.folder().startsWith(folder) ? folder.relativize(r.folder()) : r.folder();
      models.addObject().put("id", r.id()).put("folder", place.toString());
    }
    Path part = folder.resolve(FILE + ".part");
    Files.writeString(part, root.toPrettyString());
    Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
