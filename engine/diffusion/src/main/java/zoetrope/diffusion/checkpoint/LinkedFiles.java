package zoetrope.diffusion.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are links, as those of the Hugging Face cache are ({@code snapshots/REVISION/NAME}
 * leads into {@code blobs/}). People are told the names that they know; only who reads a file by
 * way of another program needs its real place.
 */
public final class LinkedFiles {
  private static final String REMEDY = "Download it again";

  private LinkedFiles() {}

  /**
   * Where a file really lies.
   *
   * @throws CheckpointException naming the file as it was asked for, when it is not there
   */
  public static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw absent(file, e);
    }
  }

  /** Whether a file is a link to what is not there. */
  public static boolean dangling(Path file) {
    return Files.isSymbolicLink(file) && !Files.exists(file);
  }

  /** That a file is not there, or is a link to one that is not. */
  static CheckpointException absent(Path file, IOException cause) {
    return dangling(file)
        ? new CheckpointException(
            file, "it is a link to " + target(file) + ", which is not there", REMEDY, cause)
        : new CheckpointException(
            file, "no such file", "Check the path of the model folder", cause);
  }

  /** What a link leads to, as it is written in it. */
  public static String target(Path link) {
    try {
      return Quoted.plain(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return "what cannot be read";
    }
  }
}
