package zoetrope.media.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.MediaException;
import zoetrope.media.MediaFormat;

/** PNG, JPEG, TIFF, GIF and BMP, decoded by Java's own readers. */
final class JavaPictures {
  private static final int CMYK = 5;
  private static final int LAB = 8;

  private JavaPictures() {}

  static RgbaImage read(Path file, MediaFormat kind) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Bytes bytes = Bytes.of(channel);
      return switch (kind) {
        case JPEG -> jpeg(file, Jpeg.of(bytes));
        case PNG -> plain(file, kind, r -> r, Png.notes(bytes));
        case TIFF -> tiff(file, Tiff.photometric(bytes), Tiff.notes(bytes));
        case GIF -> gif(file, Gif.of(bytes));
        default -> plain(file, kind, r -> r, PictureMetadata.NONE);
      };
    }
  }

  private static RgbaImage plain(
      Path file, MediaFormat kind, UnaryOperator<Rows> placed, PictureMetadata notes)
      throws IOException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Decoding decoding = reader -> placed.apply(Rows.of(reader.read(0)));
      return decoded(file, kind, in, decoding, notes);
    }
  }

  /** FFmpeg reads some kinds of TIFF that Java does not, 16 bits with a predictor among them. */
  private static RgbaImage tiff(Path file, int photometric, PictureMetadata notes)
      throws IOException {
    if (photometric >= LAB) {
      throw foreign(file, "CIELab or other rare colours", null);
    }
    UnaryOperator<Rows> inks =
        r -> photometric == CMYK && r instanceof Rows.Plain p ? p.withInks(4) : r;
    try {
      return plain(file, MediaFormat.TIFF, inks, notes);
    } catch (IIOException e) {
      boolean unknown = String.valueOf(e.getMessage()).contains("upported");
      if (unknown && photometric != CMYK) {
        return FramePictures.alone(file, avcodec.AV_CODEC_ID_TIFF, notes)
            .orElseThrow(() -> foreign(file, e.getMessage(), e));
      }
      if (unknown) {
        throw foreign(file, e.getMessage(), e);
      }
      throw e;
    }
  }

  private static MediaException foreign(Path file, String why, @Nullable Throwable cause) {
    return new MediaException(
        file,
        "this kind of TIFF is not read (" + why + ")",
        "Save it as PNG, or as TIFF of red, green and blue without compression",
        cause);
  }

  private static RgbaImage gif(Path file, Gif gif) throws IOException {
    Limits.check(file, gif.width(), gif.height());
    boolean screen = gif.width() > 0 && gif.height() > 0;
    UnaryOperator<Rows> placed =
        r -> screen ? new Rows.Canvas(r, gif.left(), gif.top(), gif.width(), gif.height()) : r;
    return plain(file, MediaFormat.GIF, placed, gif.notes());
  }

  private static RgbaImage jpeg(Path file, Jpeg jpeg) throws IOException {
    try (InputStream scans = Files.newInputStream(file)) {
      scans.skipNBytes(jpeg.scan());
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(jpeg.head()), scans);
      try (ImageInputStream in = new MemoryCacheImageInputStream(all)) {
        Decoding decoding =
            jpeg.inks() == 4
                ? reader -> new Rows.JpegInks(reader.readRaster(0, null), jpeg.luma())
                : reader -> Rows.of(reader.read(0));
        return decoded(file, MediaFormat.JPEG, in, decoding, jpeg.notes());
      }
    }
  }

  @FunctionalInterface
  private interface Decoding {
    Rows of(ImageReader reader) throws IOException;
  }

  private static RgbaImage decoded(
      Path file, MediaFormat kind, ImageInputStream in, Decoding decoding, PictureMetadata notes)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, true, true);
      Limits.check(file, reader.getWidth(0), reader.getHeight(0));
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
      Rows rows = decoding.of(reader);
      if (warnings.stream().anyMatch(w -> w.contains("Premature") || w.contains("Truncated"))) {
        throw new IIOException(
            warnings.getFirst()); // the JPEG reader only warns when the end of a file is missing
      }
      return PictureNormalizer.of(rows, notes);
    } finally {
      reader.dispose();
    }
  }

  /** From a picture of Java2D, its values as they are. */
  static RgbaImage of(BufferedImage image) {
    return PictureNormalizer.of(Rows.of(image), PictureMetadata.NONE);
  }
}
