package zoetrope.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.decode.Inputs;
import zoetrope.media.decode.Orientation;
import zoetrope.media.decode.Pixels;
import zoetrope.media.decode.WebpHead;
import zoetrope.media.encode.PngFile;

/**
 * Reads and writes single pictures: PNG, JPEG (turned the way its camera was held), GIF, BMP and
 * WebP, and the first frame of a video.
 */
public final class Images {
  /**
   * More pixels than any camera of a creator's gives, and still under a gigabyte while it is
   * decoded.
   */
  public static final long MAX_PIXELS = FrameDecoder.MAX_PIXELS;

  /** Pictures are worked on no larger than this on their longer side. */
  private static final int WORKING_SIDE = 4096;

  private static final String REMEDY =
      "Use a PNG, JPEG or WebP picture that opens in an image viewer";

  private Images() {}

  /** Reads a picture; larger ones come reduced to 4,096 pixels on the longer side. */
  public static Picture read(Path file) {
    Inputs.check(file);
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return fromFfmpeg(file);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        check(file, reader.getWidth(0), reader.getHeight(0));
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        if (warnings.stream().anyMatch(w -> w.contains("Premature") || w.contains("Truncated"))) {
          throw new IIOException(
              warnings.getFirst()); // the JPEG reader only warns when the end of a file is missing
        }
        return upright(reduced(image), Orientation.of(file));
      } finally {
        reader.dispose();
      }
    } catch (MediaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // Java's decoders answer damage with any of them
      throw new MediaException(file, "the picture is damaged (" + e.getMessage() + ")", REMEDY, e);
    }
  }

  private static void check(Path file, long width, long height) {
    if (width * height > MAX_PIXELS) {
      throw new MediaException(
          file,
          "%d x %d pixels are more than the %d million that can be read"
              .formatted(width, height, MAX_PIXELS / 1_000_000),
          "Save a smaller copy; 4,096 pixels on the longer side are plenty");
    }
  }

  private static Picture fromFfmpeg(Path file) throws IOException {
    Optional<WebpHead> webp = WebpHead.of(file);
    if (webp.isEmpty()) {
      return firstFrame(file, "it is no picture that can be read");
    }
    WebpHead head = webp.get();
    check(file, head.width(), head.height());
    if (head.animated()) {
      throw new MediaException(file, "it is an animated WebP", "Save one of its pictures");
    }
    if (!head.whole() || head.width() < 1 || head.height() < 1) {
      throw new MediaException(file, "the picture is damaged", REMEDY);
    }
    return firstFrame(file, "the picture is damaged");
  }

  private static FrameDecoder decoder(Path file, String problem) {
    try {
      return FrameDecoder.open(file, FrameDecoder.Kind.PICTURE);
    } catch (MediaException e) {
      throw new MediaException(file, problem, REMEDY, e); // it speaks of videos
    }
  }

  private static Picture firstFrame(Path file, String problem) {
    try (FrameDecoder decoder = decoder(file, problem)) {
      check(file, decoder.width(), decoder.height());
      if (!decoder.advance()) {
        throw new MediaException(file, "the picture is damaged", REMEDY);
      }
      int w = decoder.frame().width();
      int h = decoder.frame().height();
      double k = Math.min(1, (double) WORKING_SIDE / Math.max(w, h));
      int wide = Math.max(1, (int) Math.round(w * k));
      int high = Math.max(1, (int) Math.round(h * k));
      try (Pixels pixels = Pixels.rgba(wide, high)) {
        return new Picture(wide, high, pixels.of(decoder.frame()));
      }
    }
  }

  private static Picture upright(Picture p, Orientation o) {
    byte[] rgba = o.upright(p.rgba(), p.width(), p.height());
    return o.sideways()
        ? new Picture(p.height(), p.width(), rgba)
        : new Picture(p.width(), p.height(), rgba);
  }

  private static Picture reduced(BufferedImage image) {
    double k = Math.min(1, (double) WORKING_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int w = Math.max(1, (int) Math.round(image.getWidth() * k));
    int h = Math.max(1, (int) Math.round(image.getHeight() * k));
    if (k == 1) {
      return of(image); // drawing would lose the colour of see-through pixels
    }
    BufferedImage argb = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = argb.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, w, h, null);
    g.dispose();
    return of(argb);
  }

  /** From a picture of Java2D. */
  static Picture of(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] argb = image.getRGB(0, 0, w, h, null, 0, w);
    byte[] out = new byte[argb.length * 4];
    boolean grey =
        image.getColorModel() instanceof ComponentColorModel m
            && m.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    if (grey) {
      levels(image, argb); // Java2D takes grey for linear light and would brighten it
    }
    for (int i = 0; i < argb.length; i++) {
      out[4 * i] = (byte) (argb[i] >> 16);
      out[4 * i + 1] = (byte) (argb[i] >> 8);
      out[4 * i + 2] = (byte) argb[i];
      out[4 * i + 3] = (byte) (argb[i] >>> 24);
    }
    return new Picture(w, h, out);
  }

  private static void levels(BufferedImage image, int[] argb) {
    Raster raster = image.getRaster();
    int shift = image.getColorModel().getComponentSize(0) - 8;
    for (int i = 0; i < argb.length; i++) {
      int v = raster.getSample(i % image.getWidth(), i / image.getWidth(), 0) >> shift;
      argb[i] = argb[i] & 0xFF000000 | v * 0x010101;
    }
  }

  /** Writes a PNG, all or nothing. */
  public static void writePng(Picture picture, Path file) {
    PngFile.write(picture, file);
  }

  /** Writes a PNG of packed 8-bit red, green and blue, all or nothing. */
  public static void writePng(int width, int height, byte[] rgb, Path file) {
    PngFile.write(Picture.ofRgb(width, height, rgb), file);
  }
}
