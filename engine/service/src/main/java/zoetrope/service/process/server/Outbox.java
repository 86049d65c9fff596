package zoetrope.service.process.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.image.RgbClip;
import zoetrope.service.process.protocol.Message;
import zoetrope.service.process.protocol.PreviewFile;
import zoetrope.service.process.protocol.StudioApi;

/**
 * What the engine tells without being asked, sent by a thread of its own: the newest step and the
 * newest preview, at most so many times a second. A studio that reads slowly misses some of them
 * and never holds up the work.
 */
final class Outbox implements AutoCloseable {
  private static final int LINES = 200;

  /** A preview that waits. */
  private record Picture(long attempt, RgbClip clip) {}

  private final StudioApi studio;
  private final PreviewFile file;
  private final Duration gap;
  private final ArrayDeque<Message.Log> lines = new ArrayDeque<>();
  private Optional<Message.Step> step = Optional.empty();
  private Optional<Picture> picture = Optional.empty();
  private boolean closed;
  private final Thread thread = Thread.ofPlatform().daemon().name("outbox").unstarted(this::send);
  private final Object sending = new Object();

  Outbox(StudioApi studio, PreviewFile file, Duration gap) {
    this.studio = studio;
    this.file = file;
    this.gap = gap;
  }

  void open() {
    thread.start();
  }

  synchronized void step(Message.Step newest) {
    step = Optional.of(newest);
    notifyAll();
  }

  synchronized void preview(long attempt, RgbClip newest) {
    picture = Optional.of(new Picture(attempt, newest));
    notifyAll();
  }

  /** The oldest lines give way to new ones. */
  synchronized void log(Message.Log line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    notifyAll();
  }

  /** Sends what waits; what is said after an attempt must not come after its answer. */
  void flush() {
    synchronized (sending) {
      List<Message.Log> said;
      Optional<Message.Step> newest;
      Optional<Picture> shown;
      synchronized (this) {
        said = new ArrayList<>(lines);
        newest = step;
        shown = picture;
        lines.clear();
        step = Optional.empty();
        picture = Optional.empty();
      }
      said.forEach(studio::log);
      newest.ifPresent(studio::progress);
      shown.ifPresent(this::show);
    }
  }

  private void show(Picture shown) {
    try {
      file.write(shown.clip());
      studio.preview(new Message.Preview(shown.attempt(), file.path().toString()));
    } catch (IOException _) {
      // Nothing depends on a preview; the next one may find room again.
    }
  }

  private void send() {
    try {
      while (waitForSomething()) {
        flush();
        Thread.sleep(gap);
      }
    } catch (InterruptedException _) {
      // Closing asks for it.
    }
  }

  private synchronized boolean waitForSomething() throws InterruptedException {
    while (!closed && lines.isEmpty() && step.isEmpty() && picture.isEmpty()) {
      wait();
    }
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
  }
}
