package zoetrope.service.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Java writes its reports of engines that crashed; the last ones are kept.
 *
 * @param folder made when an engine is started
 */
record CrashReports(Path folder) {
  private static final int KEPT = 10;
  private static final String PREFIX = "engine-";
  private static final String SUFFIX = ".log";

  /** Java's option that names the file; %p is the process's number. */
  String option() {
    return "-XX:ErrorFile="
        + folder.toString().replace("%", "%%")
        + java.io.File.separator
        + PREFIX
        + "%p"
        + SUFFIX;
  }

  /** Makes the folder, and room in it. */
  void prepare() {
    try {
      Files.createDirectories(folder);
      List<Path> old = oldestFirst();
      for (Path p : old.subList(0, Math.max(0, old.size() - KEPT + 1))) {
        Files.deleteIfExists(p);
      }
    } catch (IOException | UncheckedIOException _) {
      // Where there is no folder for it, Java writes no report; the engine works all the same.
    }
  }

  private List<Path> oldestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(p -> String.valueOf(p.getFileName()).startsWith(PREFIX))
          .sorted(Comparator.comparingLong(p -> p.toFile().lastModified()))
          .toList();
    }
  }

  /** The report of a process, where there is one. */
  Optional<Path> of(long pid) {
    return Optional.of(folder.resolve(PREFIX + pid + SUFFIX)).filter(Files::isRegularFile);
  }
}
