package zoetrope.media;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.encode.PngFile;
import zoetrope.media.picture.Pictures;

/**
 * Reads and writes single pictures: those of {@link MediaFormat} and the first frame of a video,
 * upright, of square pixels, in sRGB with straight alpha.
 */
public final class Images {
  /**
   * More pixels than any camera of a creator's gives, and still under a gigabyte while it is
   * decoded.
   */
  public static final long MAX_PIXELS = FrameDecoder.MAX_PIXELS;

  private Images() {}

  /** Reads a picture; larger ones come reduced to 4,096 pixels on the longer side. */
  public static RgbaImage read(Path file) {
    return Pictures.read(file);
  }

  /** From a picture of Java2D. */
  static RgbaImage of(BufferedImage image) {
    return Pictures.of(image);
  }

  /** Writes a PNG, all or nothing. */
  public static void writePng(RgbaImage picture, Path file) {
    PngFile.write(picture, file);
  }

  /** Writes a PNG of packed 8-bit red, green and blue, all or nothing. */
  public static void writePng(int width, int height, byte[] rgb, Path file) {
    PngFile.write(RgbaImage.ofRgb(width, height, rgb), file);
  }
}
