package zoetrope.service.process;

import java.time.Duration;

/**
 * How long the studio waits for the engine.
 *
 * @param beat between two questions whether it still answers
 * @param silence after which an engine that does not answer is taken for hung and ended
 * @param cancel after which an engine that does not stop is ended
 * @param start for the first word
 * @param idle after which an engine without work is ended, so that its memory is given back
 * @param first before the first new start after a crash; doubled for each further one
 * @param most the longest such wait
 */
public record Limits(
    Duration beat,
    Duration silence,
    Duration cancel,
    Duration start,
    Duration idle,
    Duration first,
    Duration most) {
  public static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMillis(800),
          Duration.ofSeconds(60),
          Duration.ofMinutes(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /** The wait before a start after so many crashes in a row. */
  Duration backOff(int crashes) {
    if (crashes == 0) {
      return Duration.ZERO;
    }
    Duration wait = first.multipliedBy(1L << Math.min(crashes - 1, 20));
    return wait.compareTo(most) < 0 ? wait : most;
  }
}
