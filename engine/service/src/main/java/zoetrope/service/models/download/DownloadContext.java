package zoetrope.service.models.download;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import zoetrope.service.models.download.DownloadProgress.Phase;
import zoetrope.service.models.download.DownloadProgress.State;

/**
 * What the files of one download share.
 *
 * @param connections how many may be open at once
 * @param workers runs pieces
 */
record DownloadContext(
    Http http,
    Limits limits,
    RetryPolicy patience,
    StallWatch watch,
    Semaphore connections,
    ExecutorService workers,
    Receipt receipt,
    Meter meter) {

  /**
   * How much at once.
   *
   * @param connections open at the same time
   * @param files worked on at the same time
   * @param piece bytes asked for in one request
   * @param silence after which a connection counts as broken
   */
  record Limits(int connections, int files, long piece, Duration silence) {
    static final Limits USUAL = new Limits(6, 2, 64L << 20, Duration.ofSeconds(60));
  }

  /** Counts bytes as they come, from all threads. */
  static final class Meter {
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<State> last;

    Meter(long total) {
      this.total = total;
      last = new AtomicReference<>(new State(0, total, "", Phase.FETCHING));
    }

    void add(long bytes) {
      done.addAndGet(bytes);
    }

    void fetching(String file) {
      last.set(new State(0, total, file, Phase.FETCHING));
    }

    void checking(String file) {
      last.set(new State(0, total, file, Phase.CHECKING));
    }

    State state() {
      State s = last.get();
      return new State(done.get(), total, s.file(), s.phase());
    }
  }
}
