package zoetrope.service.process;

import java.util.Optional;
import zoetrope.service.process.Ending.Cause;
import zoetrope.service.process.Ending.Fault;

/** Endings in English: what happened, what is kept, what to try. */
public final class EndingWords {
  private EndingWords() {}

  /** Of the studio's engine, whose jobs are tried again and go on from saved latents. */
  public static String engine(Ending e) {
    return words(e, "the engine", "finished takes and saved latents are kept")
        + advice(e, "on the command line another precision (zoetrope render --precision fp32)");
  }

  /** Of the command line, which keeps takes and no latents. */
  public static String command(Ending e) {
    return words(e, "the program", "finished takes are kept")
        + advice(e, "another precision (--precision)");
  }

  private static String words(Ending e, String who, String kept) {
    String held = e.used() == 0 ? "" : " while it held %d MB".formatted(e.used() >> 20);
    return switch (e.cause()) {
      case Cause.Silent(var time) ->
          "%s did not answer for %d seconds and was ended%s; the job is tried again"
              .formatted(who, time.toSeconds(), held);
      case Cause.OutOfMemory(var allowed) ->
          "%s ran out of memory%s%s; close other programs, or make the shot shorter"
              .formatted(who, allowed.map(" (it may use %s)"::formatted).orElse(""), held);
      case Cause.Killed() ->
          "the system killed %s (signal 9), as it does when memory is short%s; close other programs, or make the shot shorter"
              .formatted(who, held);
      case Cause.Stopped(var how) ->
          "%s was asked to end (%s)%s; %s".formatted(who, how, held, kept);
      case Cause.Crashed(var fault, var how, var said) ->
          "%s crashed (%s)%s: a native library made a mistake%s; %s"
              .formatted(who, how + name(fault, how), held, in(said), kept);
      case Cause.Exited(var code, var said) ->
          "%s ended by itself%s%s%s; the job is tried again, report it if it happens again"
              .formatted(
                  who,
                  code.map(" (exit code %d)"::formatted).orElse(""),
                  held,
                  said.map(": %s"::formatted).orElse(""));
    };
  }

  private static String in(Optional<String> said) {
    return said.map(" (%s)"::formatted).orElse("");
  }

  /** What Java names in its report needs no other name. */
  private static String name(Fault fault, String how) {
    if (how.startsWith("SIG") || how.startsWith("EXCEPTION_")) {
      return "";
    }
    return switch (fault) {
      case ABORT -> ", abort";
      case SEGMENTATION -> ", segmentation fault";
      case BUS -> ", bus error";
      case ILLEGAL_INSTRUCTION -> ", illegal instruction";
      case ARITHMETIC -> ", arithmetic error";
      case HEAP_CORRUPTION -> ", heap corruption";
      case STACK_OVERFLOW -> ", stack overflow";
      case OTHER -> "";
    };
  }

  private static String advice(Ending e, String precision) {
    if (!(e.cause() instanceof Cause.Crashed)) {
      return "";
    }
    String card =
        e.device()
            .map(d -> "the processor instead of %s, a newer graphics driver, ".formatted(d))
            .orElse("");
    return ". If it happens again, try %s%s, a shorter or smaller shot, or fewer programs beside it, and report it%s"
        .formatted(card, precision, e.report().map(" with %s"::formatted).orElse(""));
  }
}
