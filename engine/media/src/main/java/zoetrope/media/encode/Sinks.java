package zoetrope.media.encode;

import java.nio.file.Path;
import zoetrope.core.time.Rate;
import zoetrope.media.Encoding;
import zoetrope.media.Tags;

/** The sink of each format. */
public final class Sinks {
  private Sinks() {}

  /** The size that a format of subsampled colour gives a side. */
  private static int even(int side) {
    return side + side % 2;
  }

  /** Opens a sink for frames of a size; {@code sound} asks for a track where the format has one. */
  public static FrameSink open(
      Path file, Encoding encoding, int width, int height, Rate rate, boolean sound, Tags tags) {
    return switch (encoding) {
      case PNG_SEQUENCE -> PngSink.open(file, width, height, tags);
      case GIF -> GifSink.open(file, width, height, rate, tags);
      case LOSSLESS -> VideoSink.open(file, encoding, width, height, rate, sound, tags);
      case MP4, WEBM, PRORES ->
          new EvenSink(
              VideoSink.open(file, encoding, even(width), even(height), rate, sound, tags),
              width,
              height);
    };
  }

  /** Throws what {@link #open} would throw, and leaves nothing behind. */
  public static void check(Path file, Encoding encoding, int width, int height, Rate rate) {
    switch (encoding) {
      case PNG_SEQUENCE -> PngSink.check(file);
      case GIF -> VideoSink.check(file, Encoding.LOSSLESS, width, height, rate);
      case LOSSLESS -> VideoSink.check(file, encoding, width, height, rate);
      case MP4, WEBM, PRORES -> VideoSink.check(file, encoding, even(width), even(height), rate);
    }
  }
}
