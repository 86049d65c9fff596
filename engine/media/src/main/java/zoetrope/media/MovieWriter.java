package zoetrope.media;

import java.nio.file.Path;
import zoetrope.core.time.Rate;
import zoetrope.media.encode.FrameSink;
import zoetrope.media.encode.Sinks;

/**
 * Writes a film frame by frame, with sound where the format has it. All or nothing: the file
 * appears under its name when {@link #finish} is called, and closing without that leaves nothing.
 */
public final class MovieWriter implements AutoCloseable {
  private final FrameSink sink;

  private MovieWriter(FrameSink sink) {
    this.sink = sink;
  }

  /**
   * Begins a film.
   *
   * @param rate frames a second
   * @throws MediaException where nothing can be written
   */
  public static MovieWriter open(
      Path file, Encoding encoding, int width, int height, Rate rate, Tags tags) {
    return new MovieWriter(Sinks.open(file, encoding, width, height, rate, true, tags));
  }

  /**
   * Throws what {@link #open} would throw, and leaves nothing behind: for whoever is about to spend
   * hours on what is to be written.
   *
   * @throws MediaException where nothing can be written, or not of such a size
   */
  public static void check(Path file, Encoding encoding, int width, int height, Rate rate) {
    Sinks.check(file, encoding, width, height, rate);
  }

  /**
   * Writes a frame.
   *
   * @param rgb packed 8-bit red, green and blue, {@code height * width * 3} bytes
   * @param key whether players are to find it when they seek, such as the first of a shot
   */
  public void frame(byte[] rgb, boolean key) {
    sink.frame(rgb, key);
  }

  /** Writes sound: values of interleaved stereo at 48 kHz, from one index up to another. */
  public void sound(float[] stereo, int from, int to) {
    sink.sound(stereo, from, to);
  }

  /** Completes the file and gives it its name. */
  public void finish() {
    sink.finish();
  }

  @Override
  public void close() {
    sink.close();
  }
}
