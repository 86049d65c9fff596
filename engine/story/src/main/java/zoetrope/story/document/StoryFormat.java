package zoetrope.story.document;

import zoetrope.story.InvalidStoryException;
import zoetrope.story.timeline.FrameRate;

/**
 * Size and pace of the finished film.
 *
 * @param height of the frame in pixels, even, 128 to 2160
 */
public record StoryFormat(Aspect aspect, int height, FrameRate fps) {
  public StoryFormat {
    InvalidStoryException.requireRange("height", height, 128, 2160);
    InvalidStoryException.require(
        height % 2 == 0, "height", "%d is odd; video needs an even height".formatted(height));
  }

  /** Of the frame in pixels, even. */
  public int width() {
    return aspect.widthFor(height);
  }
}
