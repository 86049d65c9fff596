package zoetrope.service.models.download;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tries again: with growing pauses, as long as a server asks, and without end while bytes arrive.
 */
final class RetryPolicy {
  private static final int TRIES = 6;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  private final Pause pause;

  RetryPolicy(Pause pause) {
    this.pause = pause;
  }

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void rest(Duration time) throws InterruptedException;
  }

  /** What may fail for a while. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * Repeats an attempt until it ends.
   *
   * @param arrived bytes so far; more of them than at the last failure is as good as a first try
   * @throws DownloadException after six failures in a row
   */
  <T> T keep(Object what, LongSupplier arrived, Attempt<T> attempt) throws InterruptedException {
    long seen = arrived.getAsLong();
    for (int failures = 1; ; failures++) {
      Exception failure;
      try {
        return attempt.run();
      } catch (IOException | Unavailable e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
        failure = e;
      }
      if (arrived.getAsLong() > seen) {
        failures = 1;
        seen = arrived.getAsLong();
      }
      if (failures == TRIES) {
        throw new DownloadException(
            what,
            "it could not be had in %d tries (%s)".formatted(TRIES, words(failure)),
            "Check the connection and download again; what has arrived is kept",
            failure);
      }
      pause.rest(wait(failures, failure));
    }
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Duration wait(int failures, Exception failure) {
    Duration own = shorter(FIRST.multipliedBy(1L << (failures - 1)), LONGEST);
    Duration asked =
        failure instanceof Unavailable u ? shorter(u.waiting(), LONGEST_ASKED) : Duration.ZERO;
    return own.compareTo(asked) > 0 ? own : asked;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
