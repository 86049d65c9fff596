import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The launcher's own classes, compiled once: a source file takes half a second longer to start.
 *
 * @param sources folder of its sources
 * @param classes folder that the scripts start it from, where it is there
 */
record CompiledLauncher(Path sources, Path classes) {
  static CompiledLauncher of(Path home) {
    return new CompiledLauncher(home.resolve(".mvn/launcher"), home.resolve("app/target/launcher"));
  }

  /** Compiles where that is due; whether this process runs classes that are no longer these. */
  boolean replaced() {
    try {
      return stale() && compile() && isThisProcess();
    } catch (IOException e) {
      return false; // In a folder that is only to be read the sources run as well.
    }
  }

  /** Runs the classes in this process's place; the exit code. */
  int run(Path jdk, Path home, List<String> words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Checkout.java(jdk), "-Xmx128m", "-cp", classes.toString(), "Launcher"));
    command.addAll(List.of(jdk.toString(), home.toString()));
    command.addAll(words);
    return Child.of(new ProcessBuilder(command).inheritIO()).end();
  }

  private boolean isThisProcess() {
    return System.getProperty("java.class.path", "").equals(classes.toString());
  }

  private Path main() {
    return classes.resolve("Launcher.class");
  }

  private boolean stale() throws IOException {
    if (!Files.exists(main())) {
      return true;
    }
    FileTime made = Files.getLastModifiedTime(main());
    for (Path source : files(sources)) {
      if (Files.getLastModifiedTime(source).compareTo(made) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Into a new folder first: another start must not find half a class. */
  private boolean compile() throws IOException {
    Files.createDirectories(classes);
    Path fresh = Files.createTempDirectory(classes, "new");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("--release", "25", "-XDstringConcat=inline", "-d", fresh.toString());
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  new PrintWriter(new StringWriter()),
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files(sources)))
              .call();
      if (done) {
        // The main class last, since the scripts look for it.
        for (Path f : files(fresh)) {
          Files.move(f, classes.resolve(f.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return done;
    } finally {
      Checkout.delete(fresh);
    }
  }

  /** The files of a folder, the launcher's main class last. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted(
              Comparator.comparing(f -> f.getFileName().toString().startsWith("Launcher.")))
          .toList();
    }
  }
}
