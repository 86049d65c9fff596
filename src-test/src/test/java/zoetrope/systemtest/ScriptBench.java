package zoetrope.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder in which the repository's shell scripts run among stand-ins: with no environment but
 * what the test sets (HOME is unset), and on the PATH the plain tools below and nothing else.
 */
final class ScriptBench implements AutoCloseable {
  private static final List<String> TOOLS =
      List.of("bash", "cat", "dirname", "find", "mkdir", "mv", "readlink", "rm", "sleep");

  final Path root;
  final Map<String, String> environment = new HashMap<>();

  /** How a script ended. */
  record Outcome(int code, String out, String err) {}

  ScriptBench(Path root) throws IOException {
    this.root = root;
    Path bin = Files.createDirectories(root.resolve("bin"));
    for (String tool : TOOLS) {
      for (String folder : System.getenv("PATH").split(":", -1)) {
        Path there = Path.of(folder, tool);
        if (Files.isExecutable(there)) {
          Files.createSymbolicLink(bin.resolve(tool), there.toAbsolutePath());
          break;
        }
      }
    }
    environment.put("PATH", bin.toString());
  }

  /** Takes the links away, of whose targets JUnit would else warn one by one as it clears up. */
  @Override
  public void close() throws IOException {
    for (String tool : TOOLS) {
      Files.deleteIfExists(root.resolve("bin").resolve(tool));
    }
  }

  /** What a file of the repository says, wherever below it the tests run. */
  static String repository(String file) throws IOException {
    return Files.readString(repository().resolve(file));
  }

  static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("zoetrope.cmd"))) {
      at = at.getParent();
    }
    return at;
  }

  Path write(String file, String text) throws IOException {
    Path at = root.resolve(file);
    Files.createDirectories(at.getParent());
    return Files.writeString(at, text);
  }

  void script(String file, String text) throws IOException {
    Files.setPosixFilePermissions(write(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Starts a script, to talk with it; its errors go where this process's go. */
  Process start(String script) throws IOException {
    return builder(script).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private ProcessBuilder builder(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", script));
    command.set(0, root.resolve("bin/bash").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  Outcome run(String script, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(root, "out", ".txt");
    Path err = Files.createTempFile(root, "err", ".txt");
    Process process =
        builder(script, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(script + " did not end: " + Files.readString(err));
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
