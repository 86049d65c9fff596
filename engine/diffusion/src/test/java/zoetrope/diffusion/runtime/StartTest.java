package zoetrope.diffusion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The runtime starts however long the process's command line is. */
class StartTest {
  /** What the process of its own runs. */
  static final class Start {
    private Start() {}

    public static void main(String[] args) {
      System.out.print("started " + Runtime.version());
    }
  }

  @Test
  void aLongCommandLineDoesNotEndTheProcess() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder b =
        new ProcessBuilder(
            java, "--enable-native-access=ALL-UNNAMED", Start.class.getName(), "x".repeat(20_000));
    b.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process p = b.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).startsWith("started ");
    assertThat(p.exitValue()).isZero();
  }
}
