package zoetrope.service.farm.openjd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zoetrope.service.Devices;
import zoetrope.service.process.Autopsy;
import zoetrope.service.process.Ending;
import zoetrope.service.process.EndingWords;

/**
 * What a model server wrote before it ended: a session's folder is gone before anyone could look.
 */
public final class ServerLog {
  private static final int LAST = 60;

  /** Whatever bytes a native library prints. */
  private static final Charset TEXT = StandardCharsets.ISO_8859_1;

  private ServerLog() {}

  /**
   * How a server ended, in words.
   *
   * @param code empty where it is not this process's child
   */
  public static String words(Path log, OptionalInt code) {
    List<String> lines = lines(log);
    Ending.Cause cause = new Autopsy(code, Optional.empty(), lines).cause();
    if (cause instanceof Ending.Cause.Exited(var _, var said)) {
      return said.map(s -> s.replaceFirst("^zoetrope: ", "")).orElse("it said nothing in " + log);
    }
    return EndingWords.command(new Ending(cause, 0, Devices.named(), Optional.empty()));
  }

  private static List<String> lines(Path log) {
    try {
      List<String> all = Files.readString(log, TEXT).lines().filter(l -> !l.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - LAST), all.size());
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // it did not come so far as to write one
    }
  }
}
