package zoetrope.media;

import java.awt.Graphics2D;
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
import javax.imageio.stream.ImageOutputStream;

/** A looping GIF; every frame gets its own palette from Java's writer. Frame times are whole hundredths of a second. */
final class GifSink implements FrameSink {
  private final Path file;
  private final Path part;
  private final int width;
  private final int height;
  private final double rate;
  private final ImageWriter writer;
  private final ImageOutputStream out;
  private int count;

  private GifSink(Path file, Path part, int width, int height, double rate, ImageOutputStream out) {
    this.file = file;
    this.part = part;
    this.width = width;
    this.height = height;
    this.rate = rate;
    this.out = out;
    writer = ImageIO.getImageWritersByFormatName("gif").next();
  }

  static GifSink open(Path file, int width, int height, double rate) {
    Outputs.check(file);
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      GifSink s = new GifSink(file, part, width, height, rate, ImageIO.createImageOutputStream(part.toFile()));
      s.writer.setOutput(s.out);
      s.writer.prepareWriteSequence(null);
      return s;
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    }
  }

  @Override
  public void frame(byte[] rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width * height];
    for (int i = 0; i < line.length; i++) {
      line[i] = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | (rgb[3 * i + 2] & 255);
    }
    image.setRGB(0, 0, width, height, line, 0, width);
    BufferedImage indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
    Graphics2D g = indexed.createGraphics();
    g.drawImage(image, 0, 0, null);
    g.dispose();
    try {
      IIOMetadata meta = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(indexed), null);
      String format = meta.getNativeMetadataFormatName();
      IIOMetadataNode root = (IIOMetadataNode) meta.getAsTree(format);
      timing(root);
      meta.setFromTree(format, root);
      writer.writeToSequence(new IIOImage(indexed, null, meta), null);
      count++;
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    }
  }

  private void timing(IIOMetadataNode root) {
    long now = Math.round(100 * count / rate);
    long next = Math.round(100 * (count + 1) / rate);
    IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("delayTime", Long.toString(next - now));
    control.setAttribute("disposalMethod", "none");
    if (count == 0) {
      IIOMetadataNode all = new IIOMetadataNode("ApplicationExtensions");
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0});
      all.appendChild(loop);
      root.appendChild(all);
    }
  }

  @Override
  public void sound(float[] stereo, int from, int to) {}

  @Override
  public void finish() {
    try {
      writer.endWriteSequence();
      out.close();
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    } finally {
      writer.dispose();
    }
  }

  @Override
  public void close() {
    Outputs.discard(part);
  }
}
