package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built studio is killed while it edits and generates; the next start goes on. */
@Tag("process")
class CrashTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path APP = HOME.resolve("app/target");

  /** What the launcher starts, of the build of ONNX Runtime that is tested. */
  private static final Path DIST = Path.of(System.getProperty("zoetrope.dist", APP.toString()));

  @TempDir Path folder;

  @Test
  void afterAKillTheStoryIsAsItWasAndTheJobGoesOn() throws Exception {
    Process first = start("before");
    List<ProcessHandle> engines = new ArrayList<>();
    try (BufferedReader said = reader(first)) {
      List<String> lines = new ArrayList<>();
      String line = said.readLine();
      while (line != null && !line.equals("generating")) {
        lines.add(line);
        line = said.readLine();
      }
      assertThat(line).as(lines.toString()).isEqualTo("generating");
      engines.addAll(first.descendants().toList());
      assertThat(engines).as("the engine's process").hasSize(1);
    } finally {
      first.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
    // The engine ends with the studio, however that ended.
    engines.getFirst().onExit().get(30, TimeUnit.SECONDS);

    Process second = start("after");
    try (BufferedReader said = reader(second)) {
      assertThat(said.lines().toList())
          .contains(
              "recovers: true",
              "prompt: a beach, just before the end",
              "undo: change-shot",
              "jobs: 1",
              "takes: 2");
    } finally {
      second.destroyForcibly();
    }
  }

  private static BufferedReader reader(Process p) {
    return new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8));
  }

  private Process start(String part) throws IOException {
    String classes =
        APP.resolve("test-classes")
            + File.pathSeparator
            + APP.resolve("classes")
            + File.pathSeparator
            + jars(DIST.resolve("lib"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Dzoetrope.home=" + HOME,
            "-Xmx1500m",
            "--enable-native-access=ALL-UNNAMED,javafx.graphics",
            "--module-path",
            DIST.resolve("fx").toString(),
            "--add-modules",
            "javafx.controls",
            "-cp",
            classes,
            "zoetrope.app.shell.Crash",
            folder.toString(),
            part)
        .redirectErrorStream(true)
        .start();
  }

  private static String jars(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }
}
