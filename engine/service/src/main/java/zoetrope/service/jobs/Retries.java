package zoetrope.service.jobs;

import java.time.Duration;

/**
 * How often a job whose engine was lost is tried again by itself, and when.
 *
 * @param most attempts in all
 * @param first wait before the second attempt; doubled for each further one
 * @param longest bound of the wait
 */
public record Retries(int most, Duration first, Duration longest) {
  public static final Retries USUAL = new Retries(3, Duration.ofSeconds(2), Duration.ofMinutes(1));

  /** The wait after so many attempts were lost in a row, 1 or more. */
  Duration after(int lost) {
    Duration wait = first.multipliedBy(1L << Math.min(lost - 1, 20));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
