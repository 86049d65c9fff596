package zoetrope.story.timeline;

import java.util.Optional;
import zoetrope.story.InvalidStoryException;

/** The half-open range of ticks from {@code start} up to but without {@code end}. */
public record TimeRange(long start, long end) {
  public TimeRange {
    InvalidStoryException.require(start >= 0, "start", "is before zero");
    InvalidStoryException.require(end > start, "end", "is not after the start; a range must last");
  }

  /** How long the range lasts, in ticks. */
  public long duration() {
    return end - start;
  }

  /** What of the range lies before a time; empty where nothing does. */
  public Optional<TimeRange> before(long time) {
    return time <= start
        ? Optional.empty()
        : Optional.of(new TimeRange(start, Math.min(end, time)));
  }
}
