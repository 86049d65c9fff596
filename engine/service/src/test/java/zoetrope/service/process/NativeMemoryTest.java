package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zoetrope.service.Installation;

/** Weights lie in native memory, which may be larger than Java's heap. */
class NativeMemoryTest {
  /** Takes four times as much native memory as its heap has. */
  public static final class Taker {
    private Taker() {}

    /** Starts it. */
    public static void main(String[] none) {
      try (Arena arena = Arena.ofConfined()) {
        arena.allocate(4L * 32 << 20);
      }
    }
  }

  private static int taken(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx32m");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Taker.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void weightsAreNotBoundedByTheHeap() throws IOException, InterruptedException {
    assertThat(taken(List.of())).as("Java bounds it").isNotZero();
    assertThat(taken(List.of(NativeMemory.unbounded()))).isZero();
  }

  @Test
  void theEnginesProcessIsStartedSo() {
    assertThat(EngineLaunch.of(Installation.find()).command(Path.of("scratch")))
        .contains(NativeMemory.unbounded());
  }
}
