package zoetrope.media;

import java.nio.file.Path;
import java.util.Optional;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.decode.Pixels;

/**
 * Frames of a video in order, as packed 8-bit red, green and blue. Colours are those of the file's
 * tags; without them BT.709 from 720 lines on and BT.601 below. Local files only. One thread at a
 * time.
 */
public final class VideoReader implements AutoCloseable {
  private final FrameDecoder decoder;
  private final Pixels pixels;
  private final int width;
  private final int height;

  private VideoReader(FrameDecoder decoder, int width, int height) {
    this.decoder = decoder;
    this.width = width;
    this.height = height;
    pixels = Pixels.rgb(width, height);
  }

  /** Opens a video at its own size. */
  public static VideoReader open(Path file) {
    FrameDecoder decoder = decoder(file);
    return new VideoReader(decoder, decoder.width(), decoder.height());
  }

  /** Opens a video scaled (Lanczos) to a size. */
  public static VideoReader open(Path file, int width, int height) {
    return new VideoReader(decoder(file), width, height);
  }

  private static FrameDecoder decoder(Path file) {
    FrameDecoder decoder = FrameDecoder.open(file, FrameDecoder.Kind.PICTURE);
    if (decoder.width() < 1 || decoder.height() < 1) {
      decoder.close();
      throw new MediaException(
          file, "it is a picture, not a video", "Use an MP4, WebM, MKV or GIF");
    }
    return decoder;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** Frames a second. */
  public double rate() {
    return decoder.rate();
  }

  /** Seconds, as the container says. */
  public double seconds() {
    return decoder.seconds();
  }

  /** The next frame, {@code width * height * 3} bytes; empty after the last. */
  public Optional<byte[]> next() {
    return decoder.advance() ? Optional.of(pixels.of(decoder.frame())) : Optional.empty();
  }

  @Override
  public void close() {
    pixels.close();
    decoder.close();
  }
}
