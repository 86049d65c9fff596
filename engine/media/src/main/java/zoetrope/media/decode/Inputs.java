package zoetrope.media.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/** What can be wrong with a file before it is looked into, in words. */
public final class Inputs {
  private Inputs() {}

  /** Refuses what is missing, a folder, unreadable or empty. */
  public static void check(Path file) {
    if (size(file) == 0) {
      throw new MediaException(file, MediaProblem.EMPTY, MediaRemedy.COPY_AGAIN);
    }
  }

  private static long size(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new MediaException(file, MediaProblem.FOLDER_NOT_FILE, MediaRemedy.NAME_FILE_IN_IT);
      }
      return Files.size(file);
    } catch (NoSuchFileException e) {
      throw new MediaException(e, file, MediaProblem.NO_FILE, MediaRemedy.CHECK_PATH);
    } catch (IOException e) {
      throw new MediaException(
          e, file, MediaProblem.NOT_READ, MediaRemedy.PERMISSIONS, e.getMessage());
    }
  }
}
