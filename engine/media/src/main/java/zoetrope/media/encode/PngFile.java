package zoetrope.media.encode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.Tags;
import zoetrope.media.decode.PngAlpha;

/** A single PNG. */
public final class PngFile {
  private PngFile() {}

  /** Writes it, all or nothing. */
  public static void write(RgbaImage picture, Path file) {
    write(picture, file, Tags.NONE);
  }

  /** Writes it with words about it, all or nothing. */
  public static void write(RgbaImage picture, Path file, Tags tags) {
    write(picture, file, m -> comment(m, tags));
  }

  /**
   * Writes a cut-out with the alpha of the picture it was cut from ({@link PngAlpha}), all or
   * nothing.
   *
   * @param sourceAlpha a byte a pixel; empty where that is the picture's own
   */
  public static void write(RgbaImage picture, Optional<byte[]> sourceAlpha, Path file) {
    write(picture, file, m -> sourceAlpha.ifPresent(a -> merge(m, chunk(packed(a)))));
  }

  private static byte[] packed(byte[] plane) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(plane);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static void write(RgbaImage picture, Path file, Consumer<IIOMetadata> with) {
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
        write(image, with, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Outputs.discard(part);
      throw Outputs.failure(file, e);
    }
  }

  private static void write(
      BufferedImage image, Consumer<IIOMetadata> with, FileImageOutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      writer.setOutput(out);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      with.accept(metadata);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  private static void comment(IIOMetadata metadata, Tags tags) {
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
      merge(metadata, text);
    }
  }

  private static IIOMetadataNode chunk(byte[] data) {
    IIOMetadataNode chunk = new IIOMetadataNode("UnknownChunk");
    chunk.setAttribute("type", PngAlpha.CHUNK);
    chunk.setUserObject(data);
    IIOMetadataNode chunks = new IIOMetadataNode("UnknownChunks");
    chunks.appendChild(chunk);
    return chunks;
  }

  private static void merge(IIOMetadata metadata, IIOMetadataNode node) {
    IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    root.appendChild(node);
    try {
      metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException("Java's PNG writer knows no " + node.getNodeName(), e);
    }
  }
}
