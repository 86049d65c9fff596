package zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.MediaException;
import zoetrope.media.Tags;

/**
 * Numbered PNGs in a folder of their own, {@code 00001.png} and on; the folder gets its name when
 * it is complete.
 */
final class PngSink implements FrameSink {
  private final Path folder;
  private final Path part;
  private final int width;
  private final int height;
  private final Tags tags;
  private int count;

  private PngSink(Path folder, Path part, int width, int height, Tags tags) {
    this.folder = folder;
    this.part = part;
    this.width = width;
    this.height = height;
    this.tags = tags;
  }

  static PngSink open(Path folder, int width, int height, Tags tags) {
    if (Files.exists(folder) && !files(folder).stream().allMatch(PngSink::numbered)) {
      throw new MediaException(
          folder, "other files are there already", "Choose a new name for the folder of frames");
    }
    Path part = folder.resolveSibling("." + folder.getFileName() + ".part");
    try {
      discard(part);
      Outputs.check(part);
      Files.createDirectory(part);
    } catch (IOException e) {
      throw Outputs.failure(folder, e);
    }
    return new PngSink(folder, part, width, height, tags);
  }

  /**
   * Makes way where an export broke off: numbered frames are removed, a link is unlinked and not
   * followed, and anything else is somebody's and stays.
   */
  private static void discard(Path part) throws IOException {
    if (Files.isSymbolicLink(part)) {
      Files.delete(part);
    } else if (Files.exists(part)) {
      if (!Files.isDirectory(part) || !files(part).stream().allMatch(PngSink::unfinished)) {
        throw new MediaException(
            part, "it is in the way of the frames", "Move it, or choose a new name for the folder");
      }
      clear(part);
    }
  }

  private static boolean unfinished(Path file) {
    return file.getFileName().toString().matches("\\d{5,}\\.png(\\.part)?")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean numbered(Path file) {
    return file.getFileName().toString().matches("\\d{5,}\\.png");
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new MediaException(
          folder,
          "this is no folder that can be read",
          "Choose a new name for the folder of frames",
          e);
    }
  }

  @Override
  public void frame(byte[] rgb) {
    count++;
    PngFile.write(
        RgbaImage.ofRgb(width, height, rgb), part.resolve("%05d.png".formatted(count)), tags);
  }

  @Override
  public void sound(float[] stereo, int from, int to) {}

  @Override
  public void finish() {
    try {
      replace();
    } catch (IOException e) {
      throw Outputs.failure(folder, e);
    }
  }

  /** The frames before go only when the new ones stand in their place. */
  private void replace() throws IOException {
    if (!Files.exists(folder)) {
      Files.move(part, folder);
      return;
    }
    Path before = folder.resolveSibling("." + folder.getFileName() + ".before.part");
    discard(before);
    Files.move(folder, before);
    try {
      Files.move(part, folder);
    } catch (IOException e) {
      Files.move(before, folder);
      throw e;
    }
    discard(before);
  }

  private static void clear(Path folder) throws IOException {
    for (Path p : files(folder)) {
      Files.delete(p);
    }
    Files.delete(folder);
  }

  @Override
  public void close() {
    if (Files.exists(part)) {
      try {
        clear(part);
      } catch (IOException _) {
        // A left-over part is marked as such by its name and harmless.
      }
    }
  }
}
