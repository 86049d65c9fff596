package zoetrope.service.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zoetrope.service.process.Ending.Cause;
import zoetrope.service.process.Ending.Fault;

/**
 * Finds out why a process ended, from its exit code and its last words.
 *
 * @param code empty where it is not known; 128 + n for signal n, an NTSTATUS below 0 on Windows
 * @param allowed what Java might use of the memory
 * @param lines its last lines on the standard error, or those of Java's report of a crash
 */
public record Autopsy(OptionalInt code, Optional<String> allowed, List<String> lines) {
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "OutOfMemoryError|insufficient memory|bad_alloc|Cannot allocate memory|[Cc]ould not"
              + " (reserve|allocate)");

  /** The head of Java's report of a crash in native code, after which it ends with code 1 or 6. */
  private static final Pattern CRASH = Pattern.compile("^#\\s+((?:SIG|EXCEPTION_)[A-Z_]+)");

  /** The library in that report. */
  private static final Pattern FRAME = Pattern.compile("^# [CVJj]\\s+\\[([^+\\]]+)");

  /** What the C++ and C libraries write before they abort. */
  private static final List<Pattern> ABORTS =
      List.of(
          Pattern.compile("^\\s*what\\(\\):\\s*(\\S.*)"),
          Pattern.compile("(Assertion .+ failed.*)"),
          Pattern.compile(
              "^((?:free|malloc|realloc|munmap_chunk)\\(\\): .+|double free .+|corrupted"
                  + " .+|\\*\\*\\* .+ \\*\\*\\*.*)"),
          Pattern.compile("^(terminate called.*)"));

  private static final int SIGNAL = 128;
  private static final int KILL = 9;
  private static final int LONGEST = 300;

  public Autopsy {
    lines = List.copyOf(lines);
  }

  /** Why it ended. */
  public Cause cause() {
    if (any(NO_MEMORY) || (code.isPresent() && exhausted(code.getAsInt()))) {
      return new Cause.OutOfMemory(allowed);
    }
    if (code.isPresent() && code.getAsInt() == SIGNAL + KILL) {
      return new Cause.Killed();
    }
    Optional<String> reported = first(CRASH);
    if (reported.isPresent()) {
      return new Cause.Crashed(fault(reported.get()), reported.get(), first(FRAME));
    }
    Optional<String> abort = ABORTS.stream().flatMap(p -> first(p).stream()).findFirst();
    if (code.isEmpty()) {
      return abort.isPresent()
          ? new Cause.Crashed(Fault.ABORT, "SIGABRT", abort)
          : new Cause.Exited(Optional.empty(), last());
    }
    int n = code.getAsInt();
    return n < 0 ? windows(n, abort) : n > SIGNAL ? signal(n - SIGNAL, abort) : exited(n);
  }

  private Cause exited(int n) {
    return new Cause.Exited(Optional.of(n), last());
  }

  private Optional<String> last() {
    return lines.stream().filter(l -> !l.isBlank()).reduce((a, b) -> b).map(Autopsy::cut);
  }

  private boolean any(Pattern p) {
    return lines.stream().anyMatch(l -> p.matcher(l).find());
  }

  private Optional<String> first(Pattern p) {
    return lines.stream()
        .map(p::matcher)
        .filter(Matcher::find)
        .map(m -> cut(m.group(1).strip()))
        .findFirst();
  }

  /** Without the full stop, since it is quoted inside sentences. */
  private static String cut(String line) {
    return line.length() <= LONGEST
        ? line.replaceFirst("\\.+$", "")
        : line.substring(0, LONGEST) + "...";
  }

  private static Cause signal(int n, Optional<String> said) {
    String how = "signal " + n;
    return switch (n) {
      case 1, 2, 15 -> new Cause.Stopped(how);
      case 4 -> new Cause.Crashed(Fault.ILLEGAL_INSTRUCTION, how, said);
      case 6 -> new Cause.Crashed(Fault.ABORT, how, said);
      case 7, 10 -> new Cause.Crashed(Fault.BUS, how, said); // 10 on macOS
      case 8 -> new Cause.Crashed(Fault.ARITHMETIC, how, said);
      case 11 -> new Cause.Crashed(Fault.SEGMENTATION, how, said);
      default -> new Cause.Crashed(Fault.OTHER, how, said);
    };
  }

  private static Fault fault(String name) {
    return switch (name) {
      case "SIGILL", "EXCEPTION_ILLEGAL_INSTRUCTION" -> Fault.ILLEGAL_INSTRUCTION;
      case "SIGABRT" -> Fault.ABORT;
      case "SIGBUS", "EXCEPTION_IN_PAGE_ERROR" -> Fault.BUS;
      case "SIGFPE", "EXCEPTION_INT_DIVIDE_BY_ZERO" -> Fault.ARITHMETIC;
      case "SIGSEGV", "EXCEPTION_ACCESS_VIOLATION" -> Fault.SEGMENTATION;
      case "EXCEPTION_STACK_OVERFLOW" -> Fault.STACK_OVERFLOW;
      default -> Fault.OTHER;
    };
  }

  /** Windows' names for it are in ntstatus.h. */
  private static boolean exhausted(int status) {
    return status == 0xC0000017 || status == 0xC000012D;
  }

  private static Cause windows(int status, Optional<String> said) {
    String how = "0x%08X".formatted(status);
    return switch (status) {
      case 0xC000013A -> new Cause.Stopped(how);
      case 0xC0000005 -> new Cause.Crashed(Fault.SEGMENTATION, how, said);
      case 0xC0000006 -> new Cause.Crashed(Fault.BUS, how, said);
      case 0xC000001D -> new Cause.Crashed(Fault.ILLEGAL_INSTRUCTION, how, said);
      case 0xC0000094 -> new Cause.Crashed(Fault.ARITHMETIC, how, said);
      case 0xC00000FD -> new Cause.Crashed(Fault.STACK_OVERFLOW, how, said);
      case 0xC0000374 -> new Cause.Crashed(Fault.HEAP_CORRUPTION, how, said);
      case 0xC0000409 -> new Cause.Crashed(Fault.ABORT, how, said); // what abort() ends with
      default -> new Cause.Crashed(Fault.OTHER, how, said);
    };
  }
}
