import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds a module's sources to google-java-format; with -Dformat=write it rewrites them. Runs as a source file in the toolchain's JDK,
 * since formatters that run inside Maven's own older JDK cannot read this language level.
 */
class FormatCheck {
  public static void main(String[] args) throws Exception {
    boolean write = "write".equals(System.getProperty("format", "check"));
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> wrong = new ArrayList<>();
    for (String folder : List.of("src/main/java", "src/test/java")) {
      Path root = Path.of(args[0], folder);
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root)) {
        for (Path p : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String is = Files.readString(p);
          String should = formatter.formatSource(ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(is), JavaFormatterOptions.Style.GOOGLE));
          if (!is.equals(should)) {
            wrong.add(p);
            if (write) {
              Files.writeString(p, should);
            }
          }
        }
      }
    }
    wrong.forEach(p -> System.err.println((write ? "formatted " : "not formatted: ") + p));
    if (!write && !wrong.isEmpty()) {
      System.err.println("Run: mvn -ntp verify -DskipTests -Dformat=write");
      System.exit(1);
    }
  }
}
