package zoetrope.media.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import zoetrope.media.MediaException;

/** What can be wrong with a file before it is looked into, in words. */
public final class Inputs {
  private Inputs() {}

  /** Refuses what is missing, a folder, unreadable or empty. */
  public static void check(Path file) {
    if (size(file) == 0) {
      throw new MediaException(file, "the file is empty", "Copy it again from where it came");
    }
  }

  private static long size(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new MediaException(file, "this is a folder, not a file", "Name a file in it");
      }
      return Files.size(file);
    } catch (NoSuchFileException e) {
      throw new MediaException(file, "there is no such file", "Check the path", e);
    } catch (IOException e) {
      throw new MediaException(
          file, "cannot be read (" + e.getMessage() + ")", "Check the file's permissions", e);
    }
  }
}
