package zoetrope.service.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zoetrope.service.Installation;
import zoetrope.service.UserData;

/**
 * How the engine's process is started: with the Java and the class path of this one.
 *
 * @param home the installation
 * @param wrapper a command that runs the rest, such as one that sets limits; empty for none
 * @param options of Java, after those that are always given
 */
public record EngineLaunch(Installation home, List<String> wrapper, List<String> options) {
  private static final Pattern SCREENS =
      Pattern.compile(
          "openjfx|javafx|testfx|atlantafx|controlsfx|ikonli|junit"
              + "|[/\\\\]app[/\\\\]target[/\\\\](test-)?classes");

  private static final String MAIN = "zoetrope.service.cli.Main";

  public EngineLaunch {
    wrapper = List.copyOf(wrapper);
    options = List.copyOf(options);
  }

  /** As the studio starts it: with as much memory for Java as this process may use. */
  public static EngineLaunch of(Installation home) {
    return new EngineLaunch(home, List.of(), List.of(NativeMemory.heap()));
  }

  /** Megabytes of Java's heap, as words say it. */
  String memory() {
    return options.stream()
        .filter(o -> o.startsWith("-Xmx"))
        .reduce((first, last) -> last)
        .map(o -> o.substring("-Xmx".length()))
        .orElse("as Java chooses");
  }

  List<String> command(Path scratch) {
    List<String> all = new ArrayList<>(wrapper);
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(
        List.of(
            // Native code of the runtime recurses deeper than the usual megabyte allows, and
            // an overflow there ends the process without a word.
            "-Xss16m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            reports().option(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dzoetrope.home=" + home.home(),
            "-Dzoetrope.data=" + UserData.folder()));
    all.addAll(options);
    all.addAll(List.of(MAIN, "engine", scratch.toString()));
    return all;
  }

  /** Among the settings: the scratch folder goes with the engine. */
  CrashReports reports() {
    return new CrashReports(UserData.folder().resolve("crashes"));
  }

  /**
   * This process's class path without the libraries of screens, which the engine has no use for.
   */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !SCREENS.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  Process start(Path scratch) {
    reports().prepare();
    try {
      ProcessBuilder builder = new ProcessBuilder(command(scratch));
      // Not among the arguments, of which systems show only the first few thousand letters.
      builder.environment().put("CLASSPATH", classPath());
      NativeMemory.settings().forEach(builder.environment()::putIfAbsent);
      return builder.start();
    } catch (IOException e) {
      throw new zoetrope.service.jobs.EngineLostException(
          "the engine cannot be started (%s); see that the Java it was installed with is still there"
              .formatted(e.getMessage()),
          e);
    }
  }
}
