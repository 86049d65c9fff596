package zoetrope.media.encode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import javax.imageio.stream.ImageOutputStream;
import zoetrope.media.Tags;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.decode.Pixels;

/**
 * A looping GIF with one palette for the whole film: frames wait in a lossless file until all their
 * colours are known. What a frame shares with the one before is left clear. Frame times are whole
 * hundredths of a second.
 */
final class GifSink implements FrameSink {
  private final Path file;
  private final Path waiting;
  private final int width;
  private final int height;
  private final double rate;
  private final FrameSink store;
  private final Tags tags;
  private final Palette.Counter counter = new Palette.Counter();

  private GifSink(
      Path file, Path waiting, int width, int height, double rate, FrameSink store, Tags tags) {
    this.file = file;
    this.waiting = waiting;
    this.width = width;
    this.height = height;
    this.rate = rate;
    this.store = store;
    this.tags = tags;
  }

  static GifSink open(Path file, int width, int height, double rate, Tags tags) {
    Outputs.check(file);
    Path waiting = file.resolveSibling("." + file.getFileName() + ".frames.mkv");
    return new GifSink(
        file,
        waiting,
        width,
        height,
        rate,
        LosslessSink.open(waiting, width, height, rate, Tags.NONE),
        tags);
  }

  @Override
  public void frame(byte[] rgb) {
    counter.add(rgb);
    store.frame(rgb);
  }

  @Override
  public void sound(float[] stereo, int from, int to) {}

  @Override
  public void finish() {
    store.finish();
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      write(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    } finally {
      Outputs.discard(part);
    }
  }

  private void write(Path part) throws IOException {
    Palette palette = counter.palette();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (FrameDecoder frames = FrameDecoder.open(waiting, FrameDecoder.Kind.PICTURE);
        Pixels pixels = Pixels.rgb(width, height);
        ImageOutputStream out = new FileImageOutputStream(part.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      byte[] before = new byte[0];
      int n = 0;
      while (frames.advance()) {
        byte[] now = palette.map(pixels.of(frames.frame()), width);
        one(writer, n++, palette.model(), changes(now, before));
        before = now;
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static byte[] changes(byte[] now, byte[] before) {
    byte[] out = now.clone();
    for (int i = 0; i < before.length; i++) {
      if (now[i] == before[i]) {
        out[i] = (byte) Palette.CLEAR;
      }
    }
    return out;
  }

  private void one(ImageWriter writer, int n, IndexColorModel colours, byte[] indices)
      throws IOException {
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
    System.arraycopy(
        indices,
        0,
        ((DataBufferByte) image.getRaster().getDataBuffer()).getData(),
        0,
        indices.length);
    IIOMetadata meta =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    String format = meta.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) meta.getAsTree(format);
    timing(root, n);
    meta.setFromTree(format, root);
    writer.writeToSequence(new IIOImage(image, null, meta), null);
  }

  private void timing(IIOMetadataNode root, int n) {
    long now = Math.round(100 * n / rate);
    long next = Math.round(100 * (n + 1) / rate);
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("delayTime", Long.toString(next - now));
    control.setAttribute("disposalMethod", "doNotDispose");
    if (n == 0) {
      IIOMetadataNode all = new IIOMetadataNode("ApplicationExtensions");
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0});
      all.appendChild(loop);
      root.appendChild(all);
      comment(root);
    }
  }

  /** In UTF-8, one byte a character, which is how the writer takes bytes. */
  private void comment(IIOMetadataNode root) {
    if (!tags.comment().isEmpty()) {
      byte[] utf8 = tags.comment().getBytes(StandardCharsets.UTF_8);
      IIOMetadataNode entry = new IIOMetadataNode("CommentExtension");
      entry.setAttribute("value", new String(utf8, StandardCharsets.ISO_8859_1));
      IIOMetadataNode all = new IIOMetadataNode("CommentExtensions");
      all.appendChild(entry);
      root.appendChild(all);
    }
  }

  @Override
  public void close() {
    store.close();
    Outputs.discard(waiting);
  }
}
