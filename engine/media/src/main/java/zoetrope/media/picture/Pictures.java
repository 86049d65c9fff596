package zoetrope.media.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.MediaException;
import zoetrope.media.MediaFormat;
import zoetrope.media.decode.Inputs;

/** Any picture, or the first frame of a video, as it is meant to be seen. */
public final class Pictures {
  static final String REMEDY = "Use a PNG, JPEG or WebP picture that opens in an image viewer";

  private Pictures() {}

  /** Reads a picture; larger ones come reduced to 4,096 pixels on the longer side. */
  public static RgbaImage read(Path file) {
    Inputs.check(file);
    try {
      Optional<MediaFormat> format = MediaFormat.of(file);
      if (format.isEmpty() || format.get().use() != MediaFormat.Use.PICTURE) {
        return FramePictures.first(file, "it is no picture that can be read");
      }
      return switch (format.get()) {
        case WEBP -> FramePictures.webp(file);
        case HEIF -> HeifPictures.read(file);
        default -> JavaPictures.read(file, format.get());
      };
    } catch (MediaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // Java's decoders answer damage with any of them
      String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      throw new MediaException(file, "the picture is damaged" + why, REMEDY, e);
    }
  }

  /** From a picture of Java2D. */
  public static RgbaImage of(BufferedImage image) {
    return JavaPictures.of(image);
  }
}
