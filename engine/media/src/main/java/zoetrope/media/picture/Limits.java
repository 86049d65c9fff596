package zoetrope.media.picture;

import java.nio.file.Path;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.decode.FrameDecoder;

/** How large pictures may be. */
final class Limits {
  private Limits() {}

  static void check(Path file, long width, long height) {
    if (width * height > FrameDecoder.MAX_PIXELS) {
      throw new MediaException(
          file,
          MediaProblem.TOO_LARGE,
          MediaRemedy.SMALLER_PICTURE,
          width,
          height,
          FrameDecoder.MAX_PIXELS / 1_000_000);
    }
  }
}
