package zoetrope.service.render;

import zoetrope.core.task.CancelToken;
import zoetrope.service.take.MadeTake;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Shot;

/** Where takes come from: an engine in this process, or in another. */
@FunctionalInterface
public interface TakeSource {
  /**
   * Makes a take of a shot in a folder, going on from what an earlier attempt left there. The
   * story's database is not written.
   *
   * @throws zoetrope.core.task.CancelledException when cancelled
   */
  MadeTake make(Shot shot, long seed, TakeFolder folder, Progress progress, CancelToken cancel);
}
