package zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zoetrope.media.MediaException;

/** What can go wrong where a file is to be written, in words. */
final class Outputs {
  private Outputs() {}

  /** Throws while nothing has been spent yet if the file cannot be written. */
  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new MediaException(
          file, "its folder does not exist", "Make the folder first, or choose another place");
    }
    if (Files.isDirectory(file)) {
      throw new MediaException(file, "this is a folder", "Name a file");
    }
    try {
      Files.delete(Files.createTempFile(folder, ".zoetrope", ".probe"));
    } catch (IOException e) {
      throw new MediaException(
          file,
          "nothing can be written to its folder (" + e.getMessage() + ")",
          "Choose a folder that you may write to",
          e);
    }
  }

  static MediaException failure(Path file, Exception e) {
    Path folder = file.toAbsolutePath().getParent();
    boolean full = folder != null && folder.toFile().getUsableSpace() < 1 << 20;
    return full
        ? new MediaException(
            file, "the disk is full", "Free some space, or choose another disk, and try again", e)
        : new MediaException(
            file,
            "cannot be written (" + e.getMessage() + ")",
            "Choose a folder that you may write to",
            e);
  }

  static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // A left-over part is marked as such by its name and harmless.
    }
  }
}
