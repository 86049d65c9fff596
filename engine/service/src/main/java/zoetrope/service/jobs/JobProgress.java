package zoetrope.service.jobs;

import zoetrope.service.studio.Bitmap;

/** Hears from a runner how its job goes, on the thread that runs. */
public interface JobProgress {
  /** {@code done} of {@code total} about equal steps are finished. */
  void step(int done, int total);

  /** A small picture of what is being made. */
  void preview(Bitmap picture);
}
