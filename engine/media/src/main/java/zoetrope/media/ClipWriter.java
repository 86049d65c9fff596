package zoetrope.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import zoetrope.core.time.Rate;
import zoetrope.media.encode.FrameSink;
import zoetrope.media.encode.Sinks;

/** Writes a generated clip: frames only, no sound. */
public final class ClipWriter {
  private ClipWriter() {}

  /**
   * Writes packed frames, all or nothing.
   *
   * @param rgb {@code frames * height * width * 3} bytes
   */
  public static void write(
      Path file, Encoding encoding, int width, int height, int rate, byte[] rgb) {
    write(file, encoding, width, height, rate, rgb, Tags.NONE);
  }

  /** The same, with words about it in the file. */
  public static void write(
      Path file, Encoding encoding, int width, int height, int rate, byte[] rgb, Tags tags) {
    int size = width * height * 3;
    if (rgb.length == 0 || rgb.length % size != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no whole frames of %d x %d".formatted(rgb.length, width, height));
    }
    IntFunction<byte[]> frames = t -> Arrays.copyOfRange(rgb, t * size, (t + 1) * size);
    write(file, encoding, width, height, rate, rgb.length / size, frames, tags);
  }

  /**
   * The same from frames that are made one after the other, so that they need not all be in memory.
   *
   * @param count of the frames
   * @param frames by number, from 0 on; {@code height * width * 3} bytes each
   */
  public static void write(
      Path file,
      Encoding encoding,
      int width,
      int height,
      int rate,
      int count,
      IntFunction<byte[]> frames,
      Tags tags) {
    try (FrameSink sink = Sinks.open(file, encoding, width, height, Rate.of(rate), false, tags)) {
      for (int t = 0; t < count; t++) {
        sink.frame(frames.apply(t), t == 0);
      }
      sink.finish();
    }
  }
}
