package zoetrope.service.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zoetrope.service.studio.Bitmap;

/**
 * A job as it is at one moment.
 *
 * @param done finished part of the work, 0 to 1
 * @param left time that is still needed; empty until two steps are done
 * @param preview a small picture of what is being made
 * @param error why it failed, or why it waits to be tried again, in words with a remedy
 */
public record Job(
    String id,
    Work work,
    State state,
    Priority priority,
    Attempts attempts,
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

  /** Waiting jobs of a higher priority run first; among equals the order of the list counts. */
  public enum Priority {
    LOW,
    NORMAL,
    HIGH
  }

  /**
   * What became of a job so far.
   *
   * @param begun how often it was begun
   * @param lost how often an attempt was lost since the user last asked for the job; so many more
   *     are made by themselves
   * @param errors of the last attempts that failed, oldest first, at most {@link #KEPT}
   */
  public record Attempts(int begun, int lost, List<String> errors) {
    /** How many errors are kept. */
    public static final int KEPT = 5;

    static final Attempts NONE = new Attempts(0, 0, List.of());

    public Attempts {
      errors = List.copyOf(errors.subList(Math.max(0, errors.size() - KEPT), errors.size()));
    }

    Attempts begin() {
      return new Attempts(begun + 1, lost, errors);
    }

    Attempts failed(String error, boolean byLoss) {
      List<String> all = new java.util.ArrayList<>(errors);
      all.add(error);
      return new Attempts(begun, byLoss ? lost + 1 : lost, all);
    }

    Attempts askedAgain() {
      return new Attempts(begun, 0, errors);
    }
  }

  /** A new job. */
  public Job(String id, Work work) {
    this(id, work, State.WAITING, Priority.NORMAL, Attempts.NONE, 0);
  }

  private Job(
      String id, Work work, State state, Priority priority, Attempts attempts, double done) {
    this(
        id,
        work,
        state,
        priority,
        attempts,
        done,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** In another state, as if nothing was done in it yet. */
  public Job in(State other) {
    return new Job(id, work, other, priority, attempts, other == State.DONE ? 1 : 0);
  }

  Job with(Attempts other) {
    return new Job(id, work, state, priority, other, done, left, preview, error);
  }

  public Job with(Priority other) {
    return new Job(id, work, state, other, attempts, done, left, preview, error);
  }

  public Job with(Work other) {
    return new Job(id, other, state, priority, attempts, done, left, preview, error);
  }

  public Job with(Bitmap picture) {
    return new Job(id, work, state, priority, attempts, done, left, Optional.of(picture), error);
  }

  public Job because(Optional<String> reason) {
    return new Job(id, work, state, priority, attempts, done, left, preview, reason);
  }

  public Job at(double part, Optional<Duration> needed) {
    return new Job(id, work, state, priority, attempts, part, needed, preview, error);
  }

  /** Whether it runs or will; work of a later version never does. */
  public boolean pending() {
    return !state.over() && work.device().isPresent();
  }

  /** Without what is only for the screen. */
  Job kept() {
    return in(state).because(error);
  }
}
