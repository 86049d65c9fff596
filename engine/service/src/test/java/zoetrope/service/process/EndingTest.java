package zoetrope.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.service.process.Ending.Cause;
import zoetrope.service.process.Ending.Fault;

class EndingTest {
  private static Cause cause(int code, String... lines) {
    return new Autopsy(OptionalInt.of(code), Optional.of("1500m"), List.of(lines)).cause();
  }

  private static String words(int code, String... lines) {
    return EndingWords.engine(
        new Ending(cause(code, lines), 300L << 20, Optional.empty(), Optional.empty()));
  }

  @Test
  void everyEndSaysWhatHappenedAndWhatHelps() {
    assertThat(words(137))
        .isEqualTo(
            "the system killed the engine (signal 9), as it does when memory is short while it held"
                + " 300 MB; close other programs, or make the shot shorter");
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
    Cause silent = new Cause.Silent(Duration.ofSeconds(31));
    assertThat(EndingWords.engine(new Ending(silent, 0, Optional.empty(), Optional.empty())))
        .isEqualTo(
            "the engine did not answer for 31 seconds and was ended; the job is tried again");
  }

  /** The line is what ONNX Runtime 1.29 wrote before it aborted on a file of 16-bit floats. */
  @Test
  void anAbortOfANativeLibrarySaysWhatItSaidWhatIsKeptAndWhatToTry() {
    String said =
        "/opt/rh/gcc-toolset-14/root/usr/include/c++/14/bits/stl_vector.h:1149:"
            + " operator[](size_type) const: Assertion '__n < this->size()' failed.";
    Cause cause = cause(134, "WARNING: something else", said, "and more");
    assertThat(EndingWords.engine(new Ending(cause, 0, Optional.empty(), Optional.empty())))
        .isEqualTo(
            "the engine crashed (signal 6, abort): a native library made a mistake (Assertion '__n"
                + " < this->size()' failed); finished takes and saved latents are kept. If it"
                + " happens again, try on the command line another precision (zoetrope render"
                + " --precision fp32), a shorter or smaller shot, or fewer programs beside it, and"
                + " report it");
    Path report = Path.of("data", "crashes", "engine-7.log");
    assertThat(
            EndingWords.command(new Ending(cause, 0, Optional.of("cuda:1"), Optional.of(report))))
        .startsWith("the program crashed (signal 6, abort)")
        .contains("finished takes are kept")
        .contains("try the processor instead of cuda:1, a newer graphics driver, another precision")
        .endsWith("report it with " + report);
  }

  @Test
  void javasReportNamesTheSignalAndTheLibrary() {
    assertThat(
            cause(
                1,
                "# A fatal error has been detected by the Java Runtime Environment:",
                "#  SIGSEGV (0xb) at pc=0x00007f0a, pid=7, tid=8",
                "# Problematic frame:",
                "# C  [libonnxruntime_providers_cuda.so+0x1f0]  run+0x10"))
        .isEqualTo(
            new Cause.Crashed(
                Fault.SEGMENTATION, "SIGSEGV", Optional.of("libonnxruntime_providers_cuda.so")));
    assertThat(cause(1, "#  EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x0, pid=7"))
        .isEqualTo(
            new Cause.Crashed(Fault.SEGMENTATION, "EXCEPTION_ACCESS_VIOLATION", Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "0xC0000005, SEGMENTATION",
    "0xC0000409, ABORT",
    "0xC0000374, HEAP_CORRUPTION",
    "0xC000001D, ILLEGAL_INSTRUCTION",
    "0xC00000FD, STACK_OVERFLOW",
    "0xC06D007E, OTHER",
  })
  void whatWindowsEndsAProcessWithIsACrash(String status, Fault fault) {
    assertThat(cause(Integer.parseUnsignedInt(status.substring(2), 16)))
        .isEqualTo(new Cause.Crashed(fault, status, Optional.empty()));
  }

  @Test
  void whatWindowsEndsAProcessWithThatWantsTooMuchIsMemory() {
    assertThat(cause(0xC0000017)).isEqualTo(new Cause.OutOfMemory(Optional.of("1500m")));
    assertThat(cause(0xC000012D)).isEqualTo(new Cause.OutOfMemory(Optional.of("1500m")));
  }

  @Test
  void whatWasAskedToEndHasNotCrashed() {
    assertThat(cause(143)).isEqualTo(new Cause.Stopped("signal 15"));
    assertThat(cause(0xC000013A)).isEqualTo(new Cause.Stopped("0xC000013A"));
    assertThat(words(143)).doesNotContain("crash").contains("finished takes");
  }

  @Test
  void anUnknownCodeLeavesTheLastWords() {
    Autopsy aborted =
        new Autopsy(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(
                "terminate called after throwing an instance of"
                    + " 'onnxruntime::OnnxRuntimeException'",
                "  what():  DefaultLogger() Attempt to use DefaultLogger"));
    assertThat(aborted.cause())
        .isEqualTo(
            new Cause.Crashed(
                Fault.ABORT,
                "SIGABRT",
                Optional.of("DefaultLogger() Attempt to use DefaultLogger")));
    assertThat(new Autopsy(OptionalInt.empty(), Optional.empty(), List.of("bye", " ")).cause())
        .isEqualTo(new Cause.Exited(Optional.empty(), Optional.of("bye")));
  }

  @Test
  void oldReportsMakeRoomForNewOnes(@TempDir Path folder) throws Exception {
    CrashReports reports = new CrashReports(folder.resolve("crashes"));
    reports.prepare();
    for (int pid = 1; pid <= 30; pid++) {
      Path report = Files.createFile(folder.resolve("crashes/engine-" + pid + ".log"));
      Files.setLastModifiedTime(report, java.nio.file.attribute.FileTime.fromMillis(1000L * pid));
      reports.prepare();
    }
    assertThat(reports.of(30)).isPresent();
    assertThat(reports.of(21)).isEmpty();
    assertThat(folder.resolve("crashes").toFile().list()).hasSize(9);
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
