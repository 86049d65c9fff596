package zoetrope.service.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A small JSON file of the library, which the command line and the studio may change at the same
 * time: changes wait for each other, and what is read is whole, old or new.
 */
final class SharedFile {
  private static final int VERSION = 1;

  private final Path folder;
  private final String name;
  private final String whenDamaged;

  /**
   * @param whenDamaged what helps where it cannot be read, for people
   */
  SharedFile(Path folder, String name, String whenDamaged) {
    this.folder = folder;
    this.name = name;
    this.whenDamaged = whenDamaged;
  }

  Path path() {
    return folder.resolve(name);
  }

  /** What was written last; empty before that. */
  Optional<JsonNode> read() {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(path()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw damaged("it cannot be read (" + e.getMessage() + ")", e);
    }
    if (root.path("version").asInt() > VERSION) {
      throw new ModelException(
          path(), "a newer version of the program wrote it", "Use that version");
    }
    return Optional.of(root);
  }

  ModelException damaged(String problem, Exception cause) {
    return new ModelException(path(), problem, whenDamaged, cause);
  }

  /**
   * Writes what is made of what stands there; nobody else changes it meanwhile.
   *
   * @param fresh reads the file and tells what it shall be; its version is set here
   */
  void change(Supplier<ObjectNode> fresh) {
    try {
      Files.createDirectories(folder);
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = lock.lock()) {
        ObjectNode root = fresh.get().put("version", VERSION);
        Path part = folder.resolve(name + ".part");
        Files.writeString(part, root.toPrettyString());
        Files.move(
            part, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new ModelException(
          path(),
          "it cannot be written (" + e.getMessage() + ")",
          "Check free space and write permission, or name another folder with ZOETROPE_MODELS",
          e);
    }
  }
}
