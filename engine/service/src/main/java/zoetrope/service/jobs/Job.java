package zoetrope.service.jobs;

import java.time.Duration;
import java.util.Optional;
import zoetrope.service.studio.Bitmap;

/**
 * A job as it is at one moment.
 *
 * @param done finished part of the work, 0 to 1
 * @param left time that is still needed; empty until two steps are done
 * @param preview a small picture of what is being made
 * @param error why it failed, in words with a remedy
 */
public record Job(
    String id,
    Work work,
    State state,
    double done,
    Optional<Duration> left,
    Optional<Bitmap> preview,
    Optional<String> error) {
  /** Where in its life a job is. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen to it by itself. */
    public boolean over() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }
}
