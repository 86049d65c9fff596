package zoetrope.service.models.download;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files of a folder the program downloaded and checked: {@code .zoetrope-download.json} in
 * it. What is not in it is the user's own and is never deleted or replaced.
 */
public final class Receipt {
  private static final String FILE = ".zoetrope-download.json";

  private final Path folder;
  private final Map<String, Row> rows = new TreeMap<>();

  private Receipt(Path folder) {
    this.folder = folder;
  }

  private record Row(long size, String checksum, long modified) {}

  /** A folder's; empty where nothing was downloaded into it, or nobody can tell any more. */
  public static Receipt of(Path folder) {
    Receipt r = new Receipt(folder);
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve(FILE)));
      for (Map.Entry<String, JsonNode> e : root.path("files").properties()) {
        JsonNode n = e.getValue();
        r.rows.put(
            e.getKey(),
            new Row(
                n.path("size").asLong(), n.path("checksum").asText(), n.path("modified").asLong()));
      }
    } catch (IOException _) {
      r.rows.clear();
    }
    return r;
  }

  /** Whether the program has downloaded into a folder, wholly or in part. */
  public static boolean in(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** Marks a folder as one that is downloaded into. */
  synchronized void begin() {
    write();
  }

  synchronized boolean names(RemoteFile wanted) {
    return rows.containsKey(wanted.name());
  }

  /** Whether a file is there as it was when it was checked. */
  synchronized boolean vouches(RemoteFile wanted) {
    Row row = rows.get(wanted.name());
    Path file = wanted.in(folder);
    try {
      return row != null
          && row.checksum().equals(wanted.checksum().hex())
          && Files.isRegularFile(file)
          && row.size() == Files.size(file)
          && row.modified() == Files.getLastModifiedTime(file).toMillis();
    } catch (IOException _) {
      return false;
    }
  }

  synchronized void add(RemoteFile wanted) {
    try {
      long modified = Files.getLastModifiedTime(wanted.in(folder)).toMillis();
      rows.put(wanted.name(), new Row(wanted.size(), wanted.checksum().hex(), modified));
    } catch (IOException e) {
      throw unwritable(e);
    }
    write();
  }

  private void write() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("version", 1);
    ObjectNode files = root.putObject("files");
    rows.forEach(
        (name, row) ->
            files
                .putObject(name)
                .put("size", row.size())
                .put("checksum", row.checksum())
                .put("modified", row.modified()));
    Path fresh = folder.resolve(FILE + ".new");
    try {
      try (OutputStream out = new FileOutputStream(fresh.toFile())) {
        out.write(root.toPrettyString().getBytes(StandardCharsets.UTF_8));
      }
      Files.move(
          fresh,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private DownloadException unwritable(IOException e) {
    return new DownloadException(
        folder.resolve(FILE),
        "it cannot be written (" + e.getMessage() + ")",
        "Check free space and write permission",
        e);
  }

  /**
   * Deletes what the program downloaded, whole or in part, and the folders that are empty then.
   *
   * @return names of files that are not the program's and stayed
   */
  public synchronized List<String> deleteAll() {
    try {
      for (String name : rows.keySet()) {
        Path file = folder.resolve(name).normalize();
        if (file.startsWith(folder)) {
          Files.deleteIfExists(file);
        }
      }
      return Leftovers.clear(folder);
    } catch (IOException e) {
      throw new DownloadException(
          folder, "not all of it can be deleted (" + e.getMessage() + ")", "Delete it by hand", e);
    }
  }

  /** The program's own files of a folder: parts, notes, the receipt, and folders left empty. */
  private static final class Leftovers {
    private static List<String> clear(Path folder) throws IOException {
      List<Path> all;
      try (var walk = Files.walk(folder)) {
        all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
      }
      for (Path p : all) {
        String name = String.valueOf(p.getFileName());
        boolean own =
            name.startsWith(".zoetrope-download")
                || name.endsWith(PartFile.SUFFIX)
                || name.contains(PartFile.SUFFIX + ".json");
        if (own && Files.isRegularFile(p)) {
          Files.delete(p);
        } else if (Files.isDirectory(p) && empty(p)) {
          Files.delete(p);
        }
      }
      return all.stream()
          .filter(Files::isRegularFile)
          .map(p -> folder.relativize(p).toString())
          .sorted()
          .toList();
    }

    private static boolean empty(Path folder) throws IOException {
      try (var all = Files.list(folder)) {
        return all.findAny().isEmpty();
      }
    }
  }
}
