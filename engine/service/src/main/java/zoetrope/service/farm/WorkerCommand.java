package zoetrope.service.farm;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import zoetrope.service.Installation;

/** How another process, here or on another machine, starts this program's command line. */
public final class WorkerCommand {
  private static final String MAIN = "zoetrope.service.cli.Main";

  private WorkerCommand() {}

  /**
   * The same Java, classes and installation as this process has. Another machine can use it where
   * it sees them at the same place.
   */
  public static List<String> ofThisProcess(Installation home) {
    boolean windows = File.separatorChar == '\\';
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Dzoetrope.home=" + home.home());
    command.add("-Djava.awt.headless=true");
    command.add("-Xss16m"); // as the engine's own process has, for the same reason
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(classPath());
    command.add(MAIN);
    return command;
  }

  /** Everything this process loads classes from, with absolute paths. */
  private static String classPath() {
    return Arrays.stream(
            (System.getProperty("java.class.path", "")
                    + File.pathSeparator
                    + System.getProperty("jdk.module.path", ""))
                .split(File.pathSeparator))
        .filter(p -> !p.isEmpty())
        .map(Path::of)
        .filter(Files::exists)
        .map(p -> p.toAbsolutePath().toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** One word of a POSIX shell. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
