import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the sources of all modules below a folder to google-java-format; with -Dformat=write it
 * rewrites them. Runs as a source file in the toolchain's JDK, since formatters that run inside
 * Maven's own older JDK cannot read this language level.
 */
class FormatCheck {
  private static final String SOURCES =
      "(app|src-test|engine/[^/]+)/src/(main|test)/java/.*\\.java|\\.mvn/launcher/[^/]+\\.java";

  public static void main(String[] args) throws IOException {
    boolean write = "write".equals(System.getProperty("format", "check"));
    Path home = Path.of(args[0]);
    List<Path> wrong =
        Stream.of("app/src", "src-test/src", "engine", ".mvn/launcher")
            .flatMap(folder -> files(home.resolve(folder)))
            .filter(file -> home.relativize(file).toString().replace('\\', '/').matches(SOURCES))
            .sorted()
            .toList()
            .parallelStream()
            .filter(file -> !formatted(file, write))
            .toList();
    wrong.forEach(p -> System.err.println((write ? "formatted " : "not formatted: ") + p));
    if (!write && !wrong.isEmpty()) {
      System.err.println("Run: mvn -ntp verify -DskipTests -Dformat=write");
      System.exit(1);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean formatted(Path file, boolean write) {
    try {
      String is = Files.readString(file);
      String imports =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(is), JavaFormatterOptions.Style.GOOGLE);
      String should = new Formatter(JavaFormatterOptions.defaultOptions()).formatSource(imports);
      if (write && !is.equals(should)) {
        Files.writeString(file, should);
      }
      return is.equals(should);
    } catch (IOException | FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
