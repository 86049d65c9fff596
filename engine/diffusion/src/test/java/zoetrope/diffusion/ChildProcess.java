package zoetrope.diffusion;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own for what must start fresh, or may end the process. */
public final class ChildProcess {
  private ChildProcess() {}

  /** How it ended, and what it said. */
  public record Outcome(int code, String out, String err) {}

  /** Runs a class's main method on this process's class path. */
  public static Outcome run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), main, options, arguments);
  }

  /** As the other, on another class path. */
  public static Outcome run(
      String classPath, Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("child", ".out");
    Path err = Files.createTempFile("child", ".err");
    try {
      ProcessBuilder b = new ProcessBuilder(command);
      // Not among the arguments, which ONNX Runtime goes through by recursion.
      b.environment().put("CLASSPATH", classPath);
      b.directory(new File(System.getProperty("java.io.tmpdir")));
      Process p = b.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!p.waitFor(5, TimeUnit.MINUTES)) {
        p.destroyForcibly();
        throw new AssertionError(main + " did not end: " + Files.readString(err));
      }
      return new Outcome(p.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
