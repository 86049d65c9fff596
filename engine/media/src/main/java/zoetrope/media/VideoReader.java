package zoetrope.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/**
 * Frames of a video in order, as packed 8-bit red, green and blue. Local files only. One thread at
 * a time.
 */
public final class VideoReader implements AutoCloseable {
  private static final String REMEDY = "Use an MP4, WebM, MKV or GIF that plays in a video player";

  private final Path file;
  private final FFmpegFrameGrabber grabber;

  private VideoReader(Path file, FFmpegFrameGrabber grabber) {
    this.file = file;
    this.grabber = grabber;
  }

  /** Opens a video at its own size. */
  public static VideoReader open(Path file) {
    return start(file, avutil.AV_PIX_FMT_RGB24, 0, 0);
  }

  /** Opens a video scaled (Lanczos) to a size. */
  public static VideoReader open(Path file, int width, int height) {
    return start(file, avutil.AV_PIX_FMT_RGB24, width, height);
  }

  static VideoReader picture(Path file) {
    return start(file, avutil.AV_PIX_FMT_RGBA, 0, 0);
  }

  private static VideoReader start(Path file, int format, int width, int height) {
    if (Images.size(file) == 0) {
      throw new MediaException(file, "the file is empty", "Copy it again from where it came");
    }
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    FFmpegFrameGrabber g = new FFmpegFrameGrabber(file.toFile());
    g.setOption("protocol_whitelist", "file");
    g.setOption("pattern_type", "none"); // a percent sign in a picture's name is a percent sign
    g.setPixelFormat(format);
    g.setImageScalingFlags(
        swscale.SWS_LANCZOS
            | swscale.SWS_ACCURATE_RND
            | swscale.SWS_FULL_CHR_H_INT
            | swscale.SWS_BITEXACT);
    if (width > 0) {
      g.setImageWidth(width);
      g.setImageHeight(height);
    }
    try {
      g.start();
      if (g.getImageWidth() < 1) {
        throw new MediaException(file, "there is no picture in it", REMEDY);
      }
      return new VideoReader(file, g);
    } catch (FFmpegFrameGrabber.Exception | MediaException e) {
      release(g);
      throw e instanceof MediaException m
          ? m
          : new MediaException(file, "it is no picture or video that can be read", REMEDY, e);
    }
  }

  private static void release(FFmpegFrameGrabber g) {
    try {
      g.release();
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new IllegalStateException("FFmpeg could not free a reader", e);
    }
  }

  /** Pixels. */
  public int width() {
    return grabber.getImageWidth();
  }

  /** Pixels. */
  public int height() {
    return grabber.getImageHeight();
  }

  /** Frames a second. */
  public double rate() {
    return grabber.getFrameRate();
  }

  /** Seconds, as the container says. */
  public double seconds() {
    return grabber.getLengthInTime() / 1e6;
  }

  /** The next frame, {@code width * height * 3} bytes; empty after the last. */
  public Optional<byte[]> next() {
    return grab(3);
  }

  Picture picture() {
    byte[] rgba =
        grab(4).orElseThrow(() -> new MediaException(file, "the picture in it is damaged", REMEDY));
    return new Picture(width(), height(), rgba);
  }

  private Optional<byte[]> grab(int channels) {
    try {
      Frame f = grabber.grabImage();
      if (f == null) {
        return Optional.empty();
      }
      ByteBuffer b = (ByteBuffer) f.image[0];
      byte[] out = new byte[f.imageWidth * f.imageHeight * channels];
      for (int y = 0; y < f.imageHeight; y++) {
        b.get(y * f.imageStride, out, y * f.imageWidth * channels, f.imageWidth * channels);
      }
      return Optional.of(out);
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new MediaException(file, "the video is damaged", REMEDY, e);
    }
  }

  @Override
  public void close() {
    release(grabber);
  }
}
