package zoetrope.media.picture;

import java.nio.file.Path;
import zoetrope.media.MediaException;
import zoetrope.media.decode.FrameDecoder;

/** How large pictures may be. */
final class Limits {
  private Limits() {}

  static void check(Path file, long width, long height) {
    if (width * height > FrameDecoder.MAX_PIXELS) {
      throw new MediaException(
          file,
          "%d x %d pixels are more than the %d million that can be read"
              .formatted(width, height, FrameDecoder.MAX_PIXELS / 1_000_000),
          "Save a smaller copy; 4,096 pixels on the longer side are plenty");
    }
  }
}
