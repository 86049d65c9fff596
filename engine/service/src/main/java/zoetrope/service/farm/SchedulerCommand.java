package zoetrope.service.farm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import zoetrope.service.render.RenderException;

/** Programs of a scheduler, run to their end. */
public final class SchedulerCommand {
  private static final int SECONDS = 60;

  private SchedulerCommand() {}

  /**
   * What a program said.
   *
   * @param code its exit code
   * @param out its output
   * @param err its errors
   */
  public record Said(int code, String out, String err) {}

  /** Where a program lies on the PATH. */
  public static Optional<Path> find(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .filter(p -> !p.isEmpty())
        .map(p -> Path.of(p, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program that answers soon.
   *
   * @throws RenderException when it cannot be started or does not answer within a minute
   */
  public static Said run(List<String> command) {
    try {
      Process p = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.PIPE).start();
      p.getOutputStream().close();
      try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<byte[]> out = readers.submit(() -> p.getInputStream().readAllBytes());
        Future<byte[]> err = readers.submit(() -> p.getErrorStream().readAllBytes());
        if (!p.waitFor(SECONDS, TimeUnit.SECONDS)) {
          p.destroyForcibly();
          throw new RenderException(
              "'%s' did not answer within %d seconds; check that the scheduler runs"
                  .formatted(command.getFirst(), SECONDS));
        }
        return new Said(p.exitValue(), text(out), text(err));
      }
    } catch (IOException | ExecutionException e) {
      throw new RenderException(
          "'%s' cannot be run (%s); install it, or choose another backend"
              .formatted(command.getFirst(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderException("interrupted while '%s' ran".formatted(command.getFirst()), e);
    }
  }

  /** As {@link #run}, for a program that has to succeed; gives its output. */
  public static String need(List<String> command) {
    Said said = run(command);
    if (said.code() != 0) {
      throw new RenderException(
          "'%s' refused: %s".formatted(command.getFirst(), (said.err() + said.out()).strip()));
    }
    return said.out();
  }

  private static String text(Future<byte[]> bytes) throws InterruptedException, ExecutionException {
    return new String(bytes.get(), StandardCharsets.UTF_8);
  }
}
