package zoetrope.service.process.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import zoetrope.core.image.RgbClip;

/**
 * The newest preview, in a file that both processes know: width and height as big-endian integers,
 * then RGB. It is replaced as a whole, so that it can be read at any moment.
 */
public final class PreviewFile {
  private static final int HEAD = 8;

  private final Path file;

  private PreviewFile(Path file) {
    this.file = file;
  }

  public static PreviewFile in(Path folder) {
    return new PreviewFile(folder.resolve("preview.rgb"));
  }

  public Path path() {
    return file;
  }

  /** Puts the clip's middle frame in the place of what was there. */
  public void write(RgbClip clip) throws IOException {
    int size = clip.width() * clip.height() * 3;
    ByteBuffer b = ByteBuffer.allocate(HEAD + size).putInt(clip.width()).putInt(clip.height());
    b.put(clip.rgb(), clip.frames() / 2 * size, size);
    Path part = file.resolveSibling("preview.part");
    Files.write(part, b.array());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The picture as a clip of one frame; empty when there is none that can be read. */
  public Optional<RgbClip> read() {
    try {
      ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file));
      int width = b.getInt();
      int height = b.getInt();
      byte[] rgb = new byte[b.remaining()];
      b.get(rgb);
      return Optional.of(new RgbClip(width, height, 1, rgb));
    } catch (IOException | java.nio.BufferUnderflowException | IllegalArgumentException _) {
      // A preview that is missed is followed by the next.
      return Optional.empty();
    }
  }
}
