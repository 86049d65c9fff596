package zoetrope.service.process.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The pipe to the studio carries what the engine says there and nothing else. */
@Tag("process")
@DisabledOnOs(OS.WINDOWS)
class StdoutTest {
  /** Prints in every way a program can, and speaks once. */
  static final class Loud {
    private Loud() {}

    public static void main(String[] args) throws Throwable {
      try (OutputStream pipe = Stdout.claim();
          Arena arena = Arena.ofConfined()) {
        System.out.println("Java printed");
        Linker linker = Linker.nativeLinker();
        var write =
            linker.downcallHandle(
                linker.defaultLookup().findOrThrow("write"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG));
        var text = arena.allocateFrom("native code printed\n");
        long written = (long) write.invokeExact(1, text, 20L);
        pipe.write(("said " + written).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void whatPrintsGoesToTheStandardError() throws IOException, InterruptedException {
    Process p =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Loud.class.getName())
            .start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(p.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor()).as(err).isZero();
    assertThat(out).isEqualTo("said 20");
    assertThat(err).contains("Java printed").contains("native code printed");
  }
}
