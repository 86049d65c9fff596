package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static String words(int code, String... lines) {
    return new Ending(code, Optional.empty(), 300L << 20, "1500m", List.of(lines)).words();
  }

  @Test
  void everyEndSaysWhatHappenedAndWhatHelps() {
    assertThat(words(137))
        .isEqualTo(
            "the system killed the engine (signal 9), as it does when memory is short while it held 300 MB; close other programs, or make the shot shorter");
    assertThat(words(139)).contains("crashed (signal 11, segmentation fault)").contains("300 MB");
    assertThat(words(134, "terminate called", "std::bad_alloc")).contains("ran out of memory");
    assertThat(words(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space"))
        .contains("ran out of memory (it may use 1500m)")
        .contains("make the shot shorter");
    assertThat(words(1, "# A fatal error has been detected", "#  SIGBUS (0x7) at pc=0x0", "#"))
        .contains("the engine crashed (SIGBUS)");
    assertThat(words(1, "Could not allocate compressed class space: 1073741824 bytes"))
        .contains("ran out of memory");
    assertThat(words(1, "Error: Could not find or load main class X"))
        .contains("exit code 1")
        .contains("Error: Could not find or load main class X; the job is tried again");
    assertThat(new Ending(137, Optional.of(Duration.ofSeconds(31)), 0, "1g", List.of()).words())
        .isEqualTo(
            "the engine did not answer for 31 seconds and was ended; the job is tried again");
  }

  @Test
  void newStartsWaitLongerAfterEveryCrashUpToABound() {
    Limits l = Limits.USUAL;
    assertThat(l.backOff(0)).isZero();
    assertThat(l.backOff(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(l.backOff(3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(l.backOff(1000)).isEqualTo(Duration.ofSeconds(30));
  }
}
