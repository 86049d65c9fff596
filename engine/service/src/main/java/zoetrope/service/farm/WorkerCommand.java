package zoetrope.service.farm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zoetrope.service.Installation;
import zoetrope.service.process.NativeMemory;
import zoetrope.service.render.RenderException;

/** How another process, here or on another machine, starts this program's command line. */
public final class WorkerCommand {
  /** Names the file of Java's arguments in a snapshot. */
  public static final String ARGUMENTS = "worker.args";

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final String MAIN = "zoetrope.service.cli.Main";

  private WorkerCommand() {}

  /**
   * The same Java, classes and installation as this process has. Another machine can use it where
   * it sees them at the same place. What would make long lines in scripts and lists of processes,
   * the class path above all, is written into the snapshot.
   *
   * @throws RenderException when the snapshot cannot be written
   */
  public static List<String> writtenInto(Snapshot snapshot, Installation home) {
    List<String> arguments = new ArrayList<>(options(home));
    arguments.addAll(List.of("-cp", classPath(), MAIN));
    Path file = snapshot.folder().resolve(ARGUMENTS);
    try {
      Files.writeString(
          file, arguments.stream().map(WorkerCommand::argument).collect(Collectors.joining()));
    } catch (IOException e) {
      throw new RenderException(file + ": it cannot be written (" + e.getMessage() + ")", e);
    }
    List<String> command = new ArrayList<>();
    if (!WINDOWS) {
      // A scheduler starts the worker with an environment of its own.
      command.add("env");
      NativeMemory.settings().forEach((name, value) -> command.add(name + "=" + value));
    }
    command.addAll(List.of(java(), "@" + file));
    return command;
  }

  /** A process of this machine that runs the command line with these words. */
  public static ProcessBuilder here(Installation home, List<String> words) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options(home));
    command.add(MAIN);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    // Not among the arguments, of which systems show only the first few thousand letters.
    builder.environment().put("CLASSPATH", classPath());
    builder.environment().putAll(NativeMemory.settings());
    return builder;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", WINDOWS ? "java.exe" : "java")
        .toString();
  }

  private static List<String> options(Installation home) {
    List<String> options = new ArrayList<>();
    options.add("-Dzoetrope.home=" + home.home());
    for (String name : List.of("zoetrope.data", "zoetrope.models")) {
      Optional.ofNullable(System.getProperty(name))
          .ifPresent(place -> options.add("-D" + name + "=" + place));
    }
    options.add("-Djava.awt.headless=true");
    options.add(NativeMemory.heap()); // what a machine has beside it is the model's
    options.add("-Xss16m"); // as the engine's own process has, for the same reason
    options.add("-XX:+UseSerialGC");
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.add("--enable-native-access=ALL-UNNAMED");
    return options;
  }

  /** A line of Java's argument files (java(1)): in quotation marks a backslash is an escape. */
  private static String argument(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
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
