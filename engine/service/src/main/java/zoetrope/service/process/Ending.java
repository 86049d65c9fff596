package zoetrope.service.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an engine ended, in words.
 *
 * @param code exit code; 128 + n for signal n
 * @param silent how long it had not answered, where that is why it was ended
 * @param used bytes it last held, 0 where that is not known
 * @param heap what it was allowed
 * @param lines its last words on the standard error
 */
record Ending(int code, Optional<Duration> silent, long used, String heap, List<String> lines) {
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "OutOfMemoryError|insufficient memory|bad_alloc|Cannot allocate memory|[Cc]ould not (reserve|allocate)");

  /** Java's report of a crash in native code; it then ends with code 1. */
  private static final Pattern CRASH = Pattern.compile("^#\\s+((?:SIG|EXCEPTION_)[A-Z_]+)");

  private static final int SIGNAL = 128;
  private static final int KILL = 9;

  Ending {
    lines = List.copyOf(lines);
  }

  String words() {
    if (silent.isPresent()) {
      return "the engine did not answer for %d seconds and was ended%s; the job is tried again"
          .formatted(silent.get().toSeconds(), memory());
    }
    if (lines.stream().anyMatch(l -> NO_MEMORY.matcher(l).find())) {
      return "the engine ran out of memory (it may use %s)%s; close other programs, or make the shot shorter"
          .formatted(heap, memory());
    }
    if (code == SIGNAL + KILL) {
      return "the system killed the engine (signal 9), as it does when memory is short%s; close other programs, or make the shot shorter"
          .formatted(memory());
    }
    Optional<String> crash = crash();
    if (crash.isPresent()) {
      return "the engine crashed (%s)%s; the job is tried again, report it if it happens again"
          .formatted(crash.get(), memory());
    }
    if (code > SIGNAL) {
      return "the engine crashed (signal %d%s)%s; the job is tried again, report it if it happens again"
          .formatted(code - SIGNAL, name(code - SIGNAL), memory());
    }
    return "the engine ended by itself (exit code %d)%s%s; the job is tried again, report it if it happens again"
        .formatted(code, memory(), lines.isEmpty() ? "" : ": " + lines.getLast());
  }

  private Optional<String> crash() {
    return lines.stream()
        .map(CRASH::matcher)
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .findFirst();
  }

  private String memory() {
    return used == 0 ? "" : " while it held %d MB".formatted(used >> 20);
  }

  private static String name(int signal) {
    return switch (signal) {
      case 4 -> ", illegal instruction";
      case 6 -> ", abort";
      case 7 -> ", bus error";
      case 11 -> ", segmentation fault";
      case 15 -> ", asked to end";
      default -> "";
    };
  }
}
