package zoetrope.service.jobs;

import zoetrope.core.task.CancelToken;

/** Does what jobs say. */
@FunctionalInterface
public interface JobRunner extends AutoCloseable {
  /**
   * Returns when the work is done; throws whatever went wrong, and anything at all once {@code
   * cancel} asked to stop.
   */
  void run(Job job, JobProgress progress, CancelToken cancel);

  /** Gives back what was loaded for running. */
  @Override
  default void close() {}
}
