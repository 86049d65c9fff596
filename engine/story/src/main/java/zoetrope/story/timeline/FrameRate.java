package zoetrope.story.timeline;

import java.math.BigInteger;
import zoetrope.core.time.Rate;
import zoetrope.story.InvalidStoryException;

/** Frames a second as a fraction, kept in lowest terms: 12/1, 24000/1001. */
public record FrameRate(int numerator, int denominator) {
  public FrameRate {
    InvalidStoryException.require(
        numerator > 0 && denominator > 0,
        "fps",
        "must be a positive fraction such as 24 or 24000/1001");
    int divisor =
        BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).intValueExact();
    numerator /= divisor;
    denominator /= divisor;
    InvalidStoryException.requireRange("fps", (double) numerator / denominator, 1, 120);
  }

  /** A whole number of frames a second. */
  public static FrameRate of(int framesPerSecond) {
    return new FrameRate(framesPerSecond, 1);
  }

  /** The same for those who know no story. */
  public Rate rate() {
    return new Rate(numerator, denominator);
  }

  /**
   * The ticks at which frame {@code frame} begins, rounded down; exact where the rate divides the
   * ticks.
   */
  public long ticks(long frame) {
    return Math.floorDiv(
        Math.multiplyExact(
            Math.multiplyExact(frame, (long) Timeline.TICKS_PER_SECOND), denominator),
        numerator);
  }

  /** The frame nearest to a time, halves rounded up. */
  public long frameAt(long ticks) {
    long scale = Math.multiplyExact((long) Timeline.TICKS_PER_SECOND, 2L * denominator);
    return Math.floorDiv(
        Math.addExact(
            Math.multiplyExact(2L * numerator, ticks),
            (long) Timeline.TICKS_PER_SECOND * denominator),
        scale);
  }

  /**
   * The frame that shows at a time: the last to have begun by then. For the very ticks at which a
   * frame begins it is that frame, at every rate.
   */
  public long frameShownAt(long ticks) {
    long scale = Math.multiplyExact((long) Timeline.TICKS_PER_SECOND, denominator);
    long frame = Math.floorDiv(Math.multiplyExact(numerator, ticks), scale);
    return ticks(frame + 1) <= ticks ? frame + 1 : frame; // its begin was rounded down
  }
}
