package zoetrope.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbered PNGs in a folder of their own: {@code 00001.png} and on. */
final class PngSink implements FrameSink {
  private final Path folder;
  private final int width;
  private final int height;
  private int count;

  private PngSink(Path folder, int width, int height) {
    this.folder = folder;
    this.width = width;
    this.height = height;
  }

  static PngSink open(Path folder, int width, int height) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Outputs.failure(folder, e);
    }
    return new PngSink(folder, width, height);
  }

  @Override
  public void frame(byte[] rgb) {
    count++;
    Images.writePng(width, height, rgb, folder.resolve("%05d.png".formatted(count)));
  }

  @Override
  public void sound(float[] stereo, int from, int to) {}

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
