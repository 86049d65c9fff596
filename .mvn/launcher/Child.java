import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another process. It is asked to end where this one is, and this one waits for it, so that what it
 * keeps is kept; the exit code is then that of the signal.
 */
final class Child {
  /** For a child that must not read what its parent's input says. */
  static final Redirect NOTHING = Redirect.from(new File(Checkout.WINDOWS ? "NUL" : "/dev/null"));

  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /** Starts it. A signal that comes meanwhile is the child's as well. */
  static Child of(ProcessBuilder builder) throws IOException {
    CompletableFuture<Child> started = new CompletableFuture<>();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endOf(started)));
    } catch (IllegalStateException e) {
      throw new Refusal("stopped before it had started");
    }
    try {
      Child child = new Child(builder.start());
      started.complete(child);
      return child;
    } catch (IOException e) {
      started.completeExceptionally(e);
      throw e;
    }
  }

  /** Waits for the end; the exit code, on Unix 128 and its number for a signal. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  /** The same, with the child's output among this process's errors. */
  int endAmongErrors() throws IOException, InterruptedException {
    process.getInputStream().transferTo(System.err);
    return process.waitFor();
  }

  /** Whether an exit code says that the system ended a process, which could not say why. */
  static boolean killed(int code) {
    return Checkout.WINDOWS ? code < 0 : code > 128;
  }

  private static void endOf(CompletableFuture<Child> started) {
    started
        .handle(
            (child, failure) -> {
              if (child != null) {
                child.askToEnd();
              }
              return failure;
            })
        .join();
  }

  private void askToEnd() {
    try {
      // Windows tells all processes of a console itself, and destroy() would not ask.
      if (!Checkout.WINDOWS || !process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroy();
      }
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
