package zoetrope.service.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zoetrope.service.Devices;

/**
 * How a process that computes ended without an answer; {@link EndingWords} says it.
 *
 * @param cause why
 * @param used bytes it last held, 0 where that is not known
 * @param device the card it computed on, as the user named it; empty for the processor
 * @param report the file that Java wrote about a crash, where it could
 */
public record Ending(Cause cause, long used, Optional<String> device, Optional<Path> report) {
  /** So much of a report says what happened. */
  private static final int HEAD = 60;

  /**
   * Of a process of which is known no more than its exit code.
   *
   * @param report where Java would have written of a crash
   */
  public static Ending read(int code, Optional<Path> report) {
    Optional<Path> written = report.filter(Files::isRegularFile);
    List<String> lines = written.map(Ending::head).orElse(List.of());
    Cause cause = new Autopsy(OptionalInt.of(code), Optional.empty(), lines).cause();
    return new Ending(cause, 0, Devices.named(), written);
  }

  private static List<String> head(Path report) {
    try (BufferedReader r =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(report), StandardCharsets.UTF_8))) {
      return r.lines().limit(HEAD).toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // the exit code says enough
    }
  }

  /** Why a process ended. */
  public sealed interface Cause {
    /**
     * It did not answer and was ended.
     *
     * @param time for how long
     */
    record Silent(Duration time) implements Cause {}

    /**
     * Memory did not suffice.
     *
     * @param allowed what Java might use; empty where that is not known
     */
    record OutOfMemory(Optional<String> allowed) implements Cause {}

    /** The system killed it, as it does when memory is short. */
    record Killed() implements Cause {}

    /**
     * It was asked to end.
     *
     * @param how a signal or a number of the system
     */
    record Stopped(String how) implements Cause {}

    /**
     * Native code made a mistake.
     *
     * @param fault the kind
     * @param how a signal or a number of the system
     * @param said the library it happened in, or what that wrote last
     */
    record Crashed(Fault fault, String how, Optional<String> said) implements Cause {}

    /**
     * It ended by itself.
     *
     * @param code its exit code; empty where that is not known
     * @param said its last words
     */
    record Exited(Optional<Integer> code, Optional<String> said) implements Cause {}
  }

  /** What systems call mistakes of native code. */
  public enum Fault {
    ABORT,
    SEGMENTATION,
    BUS,
    ILLEGAL_INSTRUCTION,
    ARITHMETIC,
    HEAP_CORRUPTION,
    STACK_OVERFLOW,
    OTHER
  }
}
