package zoetrope.service.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Hangs up on streams from which nothing comes any more, so that their readers can try again. */
final class StallWatch implements AutoCloseable {
  private final long limit;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("download-watch").factory());

  /**
   * @param limit the longest silence
   */
  StallWatch(Duration limit) {
    this.limit = limit.toNanos();
    long every = Math.max(1, limit.toMillis() / 4);
    clock.scheduleAtFixedRate(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  Stream over(InputStream body) {
    Stream s = new Stream(body);
    open.add(s);
    return s;
  }

  private void look() {
    long now = System.nanoTime();
    open.stream().filter(s -> now - s.last > limit).forEach(Stream::hangUp);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** A stream under watch. */
  final class Stream implements AutoCloseable {
    private final InputStream body;
    private volatile long last = System.nanoTime();
    private volatile boolean silent;

    private Stream(InputStream body) {
      this.body = body;
    }

    int read(byte[] to, int length) throws IOException {
      last = System.nanoTime();
      int n = body.read(to, 0, length);
      if (n < 0 && silent) {
        throw new IOException("the server fell silent");
      }
      return n;
    }

    private void hangUp() {
      silent = true;
      try {
        body.close();
      } catch (IOException _) {
        // Its reader gets the error.
      }
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }
}
