package zoetrope.media.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.UnaryOperator;

/** Bytes read here and there, of a file or of memory. */
interface Bytes {
  /** Exactly so many bytes from a place, big-endian; {@link EOFException} where there are fewer. */
  ByteBuffer at(long place, int length) throws IOException;

  long length() throws IOException;

  static Bytes of(FileChannel file) {
    return new Bytes() {
      @Override
      public ByteBuffer at(long place, int length) throws IOException {
        check(place, length, file.size());
        ByteBuffer b = ByteBuffer.allocate(length);
        while (b.hasRemaining()) {
          if (file.read(b, place + b.position()) < 0) {
            throw new EOFException();
          }
        }
        return b.flip();
      }

      @Override
      public long length() throws IOException {
        return file.size();
      }
    };
  }

  static Bytes of(byte[] all) {
    return new Bytes() {
      @Override
      public ByteBuffer at(long place, int length) throws EOFException {
        check(place, length, all.length);
        return ByteBuffer.wrap(all, (int) place, length).slice();
      }

      @Override
      public long length() {
        return all.length;
      }
    };
  }

  private static void check(long place, int length, long all) throws EOFException {
    if (place < 0 || length < 0 || place > all - length) {
      throw new EOFException();
    }
  }

  /**
   * What a damaged note says is passed over, as viewers do: it is no reason to refuse a picture.
   */
  static PictureMetadata lenient(PictureMetadata before, Reader reader) throws IOException {
    try {
      return reader.read().apply(before);
    } catch (EOFException _) {
      return before;
    }
  }

  /** Reads a note. */
  @FunctionalInterface
  interface Reader {
    UnaryOperator<PictureMetadata> read() throws IOException;
  }
}
