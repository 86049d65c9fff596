package zoetrope.media.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/** What can go wrong where a file is to be written, in words. */
final class Outputs {
  private static final String MARK = ".part";

  /** What nearly every file system allows, in bytes. */
  private static final int MAX_NAME = 255;

  private Outputs() {}

  /** Throws while nothing has been spent yet if the file cannot be written. */
  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      boolean link = folder != null && Files.isSymbolicLink(folder);
      throw new MediaException(
          file,
          link ? MediaProblem.DANGLING_PARENT : MediaProblem.NO_PARENT,
          MediaRemedy.MAKE_FOLDER);
    }
    if (Files.isDirectory(file)) {
      throw new MediaException(file, MediaProblem.FOLDER, MediaRemedy.NAME_FILE);
    }
    try {
      Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      // Nothing is there yet, as it should be.
    } catch (IOException e) {
      throw new MediaException(e, file, MediaProblem.BAD_NAME, MediaRemedy.SHORTER_NAME, reason(e));
    }
    try {
      Files.delete(Files.createTempFile(folder, ".zoetrope", ".probe"));
    } catch (IOException e) {
      throw new MediaException(
          e, file, MediaProblem.PARENT_NOT_WRITTEN, MediaRemedy.WRITABLE_FOLDER, reason(e));
    }
  }

  /** What the system says, without the name of a file that the user never saw. */
  private static String reason(Exception e) {
    return switch (e) {
      case AccessDeniedException _ -> "access is denied";
      case FileSystemException f ->
          f.getReason() == null ? "no file can be made there" : f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /**
   * Where a file grows until it is complete: hidden beside it, marked by its name, and of another
   * name only where its own has no room for the mark.
   */
  static Path part(Path file) {
    String name = String.valueOf(file.getFileName());
    boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME - MARK.length() - 1;
    return file.resolveSibling("." + (fits ? name : Integer.toHexString(name.hashCode())) + MARK);
  }

  static MediaException failure(Path file, Exception e) {
    Path folder = file.toAbsolutePath().getParent();
    boolean full = folder != null && folder.toFile().getUsableSpace() < 1 << 20;
    return full
        ? new MediaException(e, file, MediaProblem.DISK_FULL, MediaRemedy.FREE_SPACE)
        : new MediaException(
            e, file, MediaProblem.NOT_WRITTEN, MediaRemedy.WRITABLE_FOLDER, reason(e));
  }

  static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // A left-over part is marked as such by its name and harmless.
    }
  }
}
