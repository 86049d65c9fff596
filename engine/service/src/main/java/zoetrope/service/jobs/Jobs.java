package zoetrope.service.jobs;

import java.util.List;
import java.util.function.Consumer;

/**
 * The queue of one open story. Safe for use from several threads; nothing here waits for a job.
 * After a crash the jobs that were waiting or running are waiting again.
 */
public interface Jobs extends AutoCloseable {
  /** All jobs in the order in which they run; those that are over stay until removed. */
  List<Job> jobs();

  /** Adds a job as the last, or as the next to run of its priority. */
  Job submit(Work work, boolean next);

  /** Stops a running job within a second, or takes a waiting one out of turn. */
  void cancel(String id);

  /** Lets a failed or cancelled job wait again; it goes on from what earlier attempts saved. */
  void retry(String id);

  /** Forgets a job; a running one is cancelled first. */
  void remove(String id);

  /** Gives a waiting job another place among all jobs, counted from 0. */
  void move(String id, int index);

  /** Gives a waiting job another priority; false when it is not waiting. */
  boolean prioritise(String id, Job.Priority priority);

  /** Replaces what a waiting job will do; false when it has begun already. */
  boolean replace(String id, Work work);

  /** After the running jobs no other begins until {@link #resume}. */
  void pause();

  void resume();

  boolean paused();

  /**
   * Calls {@code listener} with all jobs whenever something changed, at most 30 times a second, on
   * a thread of the queue; the last state of a burst always arrives. Closing the result ends it.
   */
  AutoCloseable listen(Consumer<List<Job>> listener);

  @Override
  void close();
}
