package zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/** What can go wrong where a file is to be written, in words. */
final class Outputs {
  private Outputs() {}

  /** Throws while nothing has been spent yet if the file cannot be written. */
  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new MediaException(file, MediaProblem.NO_PARENT, MediaRemedy.MAKE_FOLDER);
    }
    if (Files.isDirectory(file)) {
      throw new MediaException(file, MediaProblem.FOLDER, MediaRemedy.NAME_FILE);
    }
    try {
      Files.delete(Files.createTempFile(folder, ".zoetrope", ".probe"));
    } catch (IOException e) {
      throw new MediaException(
          e, file, MediaProblem.PARENT_NOT_WRITTEN, MediaRemedy.WRITABLE_FOLDER, e.getMessage());
    }
  }

  static MediaException failure(Path file, Exception e) {
    Path folder = file.toAbsolutePath().getParent();
    boolean full = folder != null && folder.toFile().getUsableSpace() < 1 << 20;
    return full
        ? new MediaException(e, file, MediaProblem.DISK_FULL, MediaRemedy.FREE_SPACE)
        : new MediaException(
            e, file, MediaProblem.NOT_WRITTEN, MediaRemedy.WRITABLE_FOLDER, e.getMessage());
  }

  static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // A left-over part is marked as such by its name and harmless.
    }
  }
}
