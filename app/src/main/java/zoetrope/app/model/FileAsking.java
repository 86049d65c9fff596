package zoetrope.app.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lets the user show files. Tests answer in the user's place. */
public interface FileAsking {
  /**
   * What is asked for.
   *
   * @param title key of the question
   * @param kind key of what the files are called
   * @param patterns of file names, such as {@code *.png}
   */
  record Wanted(String title, String kind, List<String> patterns) {
    public Wanted {
      patterns = List.copyOf(patterns);
    }
  }

  /** Files that are there, one or, with {@code several}, more; empty where none was chosen. */
  List<Path> open(Wanted wanted, boolean several);

  /** A file to write. */
  Optional<Path> save(Wanted wanted, Path proposed);
}
