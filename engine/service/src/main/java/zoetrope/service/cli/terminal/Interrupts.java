package zoetrope.service.cli.terminal;

import zoetrope.core.task.CancelToken;

/** Lets Ctrl-C stop the work in an orderly way, and waits a moment for it. */
public final class Interrupts implements AutoCloseable {
  private final CancelToken token = new CancelToken();
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::stop, "zoetrope-interrupt");

  public Interrupts() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public CancelToken token() {
    return token;
  }

  private void stop() {
    token.cancel();
    try {
      worker.join(3_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending already, which is why this is closed.
    }
  }
}
