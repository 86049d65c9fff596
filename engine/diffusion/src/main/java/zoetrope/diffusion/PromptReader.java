package zoetrope.diffusion;

import java.util.List;
import zoetrope.core.task.CancelToken;

/**
 * Says what a model makes of a prompt's words. Models have one that know words for one small world
 * only and would drop the others in silence; those that understand text have none.
 */
@FunctionalInterface
public interface PromptReader {
  /**
   * Reads a shot's prompt as {@link VideoModel#generate} would, from the same words and the same
   * numbers, so that what it says is what is painted. Pictures are not looked at, only whether they
   * are there.
   *
   * @param cast what each character of the shot is called or described as
   */
  PromptReading read(ShotRequest shot, List<String> cast, CancelToken cancel);
}
