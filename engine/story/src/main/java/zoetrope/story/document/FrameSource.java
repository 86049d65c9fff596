package zoetrope.story.document;

import zoetrope.story.MediaRef;

/** Where a shot's first or last frame comes from. */
public sealed interface FrameSource {

  /** The model is free. */
  record None() implements FrameSource {}

  /** An image, or the first frame of a video. */
  record FromMedia(MediaRef media) implements FrameSource {}

  /**
   * The last frame of the picked take of the shot before: only for a first frame, and not in the
   * first shot.
   */
  record PreviousShot() implements FrameSource {}
}
