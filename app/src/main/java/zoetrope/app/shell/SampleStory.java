package zoetrope.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.service.Installation;
import zoetrope.service.render.RenderException;

/** The bundled sample: a story with finished takes, copied so that it can be changed. */
final class SampleStory {
  private static final String NAME = "Morning walk.zoetrope";

  private SampleStory() {}

  /** A fresh copy among the user's stories; the one that is there where the user kept it. */
  static Path copied(Installation home, Path stories) throws IOException {
    Path to = stories.resolve(NAME);
    if (Files.isDirectory(to)) {
      return to;
    }
    Path from = home.home().resolve("assets/samples/morning-walk.zoetrope");
    if (!Files.isDirectory(from)) {
      throw new RenderException(from + ": the sample is missing; install the studio again");
    }
    Path part = stories.resolve(NAME + ".part");
    remove(part);
    Files.createDirectories(part);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Path at = part.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(at);
        } else {
          Files.copy(p, at);
        }
      }
    }
    return Files.move(part, to);
  }

  /** A still of the sample film. */
  static Optional<Path> picture(Installation home) {
    Path file = home.home().resolve("assets/samples/morning-walk.jpg");
    return Optional.of(file).filter(Files::isRegularFile);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(java.util.Comparator.reverseOrder()).toList();
        for (Path p : deepestFirst) {
          Files.delete(p);
        }
      }
    }
  }
}
