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
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import zoetrope.media.MediaFormat;
import zoetrope.media.Picture;

/** PNG, JPEG, TIFF, GIF and BMP, decoded by Java's own readers. */
final class JavaPictures {
  private JavaPictures() {}

  static Picture read(Path file, MediaFormat kind) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Bytes bytes = Bytes.of(channel);
      return switch (kind) {
        case JPEG -> jpeg(file, Jpeg.of(bytes));
        case PNG -> plain(file, kind, Png.notes(bytes));
        case TIFF -> plain(file, kind, Tiff.notes(bytes));
        default -> plain(file, kind, Notes.NONE);
      };
    }
  }

  private static Picture plain(Path file, MediaFormat kind, Notes notes) throws IOException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      return decoded(file, kind, in, reader -> Rows.of(reader.read(0)), notes);
    }
  }

  private static Picture jpeg(Path file, Jpeg jpeg) throws IOException {
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

  private static Picture decoded(
      Path file, MediaFormat kind, ImageInputStream in, Decoding decoding, Notes notes)
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
      return Develop.of(rows, notes);
    } finally {
      reader.dispose();
    }
  }

  /** From a picture of Java2D, its values as they are. */
  static Picture of(BufferedImage image) {
    return Develop.of(Rows.of(image), Notes.NONE);
  }
}
