package zoetrope.service.process.server;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import zoetrope.service.process.protocol.Message;

/** Sends what the engine's code logs to the studio, where there is one log for both. */
final class OutboxLog extends Handler {
  private final Outbox outbox;

  OutboxLog(Outbox outbox) {
    this.outbox = outbox;
    setLevel(Level.INFO);
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      outbox.log(new Message.Log(line.getLevel().getName(), getFormatter().formatMessage(line)));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
