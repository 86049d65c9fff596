package zoetrope.service.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * Time left, from finished steps alone: loading a model before the first of them says nothing of
 * the pace.
 */
final class Estimate {
  private int first = -1;
  private long since;
  private int last;

  /** Empty until two steps are done, one of which lasted its whole time under our eyes. */
  Optional<Duration> step(long nanos, int done, int total) {
    if (done < 1) {
      return Optional.empty();
    }
    if (first < 0 || done < last) {
      first = done;
      since = nanos;
    }
    last = done;
    if (done == first) {
      return Optional.empty();
    }
    long each = (nanos - since) / (done - first);
    return Optional.of(Duration.ofNanos(each * Math.max(0, total - done)));
  }
}
