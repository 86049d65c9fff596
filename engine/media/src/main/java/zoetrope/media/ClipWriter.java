package zoetrope.media;

import java.nio.file.Path;
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
    try (FrameSink sink = Sinks.open(file, encoding, width, height, rate, false, tags)) {
      for (int at = 0; at < rgb.length; at += size) {
        sink.frame(java.util.Arrays.copyOfRange(rgb, at, at + size), at == 0);
      }
      sink.finish();
    }
  }
}
