package zoetrope.service.jobs;

import zoetrope.diffusion.runtime.CancelToken;

/** Does what a job says. Used by one thread, which also closes it. */
@FunctionalInterface
public interface JobRunner extends AutoCloseable {
  /**
   * Returns when the work is done; throws whatever went wrong, and anything at all once {@code
   * cancel} asked to stop.
   */
  void run(Work work, JobProgress progress, CancelToken cancel);

  /** Gives back what was loaded for running. */
  @Override
  default void close() {}
}
