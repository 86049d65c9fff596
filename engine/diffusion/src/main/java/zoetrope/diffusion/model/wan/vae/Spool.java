package zoetrope.diffusion.model.wan.vae;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Pieces of a clip on disk while they wait for others, as 32-bit floats: what a clip's length would
 * else add to memory. The file vanishes when it is closed.
 */
final class Spool implements AutoCloseable {
  private final FileChannel file;
  private final int longest;
  private final int pieces;

  private Spool(FileChannel file, int longest, int pieces) {
    this.file = file;
    this.longest = longest;
    this.pieces = pieces;
  }

  /**
   * @param longest values of the longest piece
   * @param pieces of each row
   * @throws UncheckedIOException when there is no room for temporary files
   */
  static Spool open(int longest, int pieces) {
    try {
      Path path = Files.createTempFile("zoetrope-vae", ".tmp");
      return new Spool(
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE),
          longest,
          pieces);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for the VAE's tiles", e);
    }
  }

  void write(int row, int piece, float[] values) {
    ByteBuffer b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.nativeOrder());
    b.asFloatBuffer().put(values);
    try {
      long at = place(row, piece);
      while (b.hasRemaining()) {
        file.write(b, at + b.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the VAE's tiles do not fit on the temporary disk", e);
    }
  }

  float[] read(int row, int piece, int count) {
    ByteBuffer b = ByteBuffer.allocate(count * 4).order(ByteOrder.nativeOrder());
    try {
      long at = place(row, piece);
      while (b.hasRemaining()) {
        if (file.read(b, at + b.position()) < 0) {
          throw new IOException("it ends early");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the VAE's tiles cannot be read again", e);
    }
    float[] out = new float[count];
    b.flip().asFloatBuffer().get(out);
    return out;
  }

  private long place(int row, int piece) {
    return 4L * longest * ((long) row * pieces + piece);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
