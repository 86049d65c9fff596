package zoetrope.service.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Which folders were imported and under which ids: {@code models.json} in the library's folder.
 * Folders below it are kept by their relative names, so that the library can be moved.
 */
final class Register {
  private final Path folder;
  private final SharedFile file;

  Register(Path folder) {
    this.folder = folder;
    file =
        new SharedFile(
            folder, "models.json", "Delete the file and import the folders again; models stay");
  }

  /** One folder under its id. */
  record Row(String id, Path folder) {}

  List<Row> rows() {
    return file.read().map(this::rows).orElse(List.of());
  }

  private List<Row> rows(JsonNode root) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode n : root.path("models")) {
      String id = n.path("id").asText();
      String place = n.path("folder").asText();
      if (id.isEmpty() || place.isEmpty()) {
        throw file.damaged("an entry lacks its id or folder", new IOException(n.toString()));
      }
      rows.add(new Row(id, folder.resolve(place).normalize()));
    }
    return rows;
  }

  /** Changes the rows; nobody else does meanwhile. */
  void change(UnaryOperator<List<Row>> change) {
    file.change(() -> written(change.apply(rows())));
  }

  private ObjectNode written(List<Row> rows) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode models = root.putArray("models");
    for (Row r : rows) {
      Path place = r.folder().startsWith(folder) ? folder.relativize(r.folder()) : r.folder();
      models.addObject().put("id", r.id()).put("folder", place.toString());
    }
    return root;
  }
}
