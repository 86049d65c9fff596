package zoetrope.media.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import zoetrope.media.Picture;
import zoetrope.media.Tags;

/** A single PNG. */
public final class PngFile {
  private PngFile() {}

  /** Writes it, all or nothing. */
  public static void write(Picture picture, Path file) {
    write(picture, file, Tags.NONE);
  }

  /** Writes it with words about it, all or nothing. */
  public static void write(Picture picture, Path file, Tags tags) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
    int[] argb = new int[picture.width() * picture.height()];
    byte[] p = picture.rgba();
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          (p[4 * i + 3] & 255) << 24
              | (p[4 * i] & 255) << 16
              | (p[4 * i + 1] & 255) << 8
              | (p[4 * i + 2] & 255);
    }
    image.setRGB(0, 0, picture.width(), picture.height(), argb, 0, picture.width());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileImageOutputStream out = new FileImageOutputStream(part.toFile())) {
        write(image, tags, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Outputs.discard(part);
      throw Outputs.failure(file, e);
    }
  }

  private static void write(BufferedImage image, Tags tags, FileImageOutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata(writer, image, tags)));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, Tags tags)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    if (!tags.comment().isEmpty()) {
      IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
      entry.setAttribute("keyword", "Comment");
      entry.setAttribute("compressionFlag", "FALSE");
      entry.setAttribute("compressionMethod", "0");
      entry.setAttribute("languageTag", "");
      entry.setAttribute("translatedKeyword", "");
      entry.setAttribute("text", tags.comment());
      IIOMetadataNode text = new IIOMetadataNode("iTXt");
      text.appendChild(entry);
      IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
      root.appendChild(text);
      metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    }
    return metadata;
  }
}
