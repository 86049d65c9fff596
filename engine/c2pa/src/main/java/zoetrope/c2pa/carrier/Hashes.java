package zoetrope.c2pa.carrier;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over bytes and parts of files, and copying of such parts. */
public final class Hashes {
  private static final int CHUNK = 1 << 20;

  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  public static byte[] of(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** Adds a part of a file, which must be there in full. */
  public static void add(MessageDigest digest, FileChannel file, Range range) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, range.length())));
    long at = range.start();
    while (at < range.end()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), range.end() - at));
      if (file.read(chunk, at) < 0) {
        throw new EOFException("the file ends at " + at);
      }
      at += chunk.position();
      digest.update(chunk.flip());
    }
  }

  /** Reads a part that is small enough for memory. */
  public static byte[] read(FileChannel file, Range range) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(range.length()));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, range.start() + bytes.position()) < 0) {
        throw new EOFException("the file ends within " + range);
      }
    }
    return bytes.array();
  }

  /** Copies a part to the other file's end. */
  public static void append(FileChannel from, Range range, FileChannel to) throws IOException {
    long at = range.start();
    to.position(to.size());
    while (at < range.end()) {
      long n = from.transferTo(at, range.end() - at, to);
      if (n <= 0) {
        throw new EOFException("the file ends at " + at);
      }
      at += n;
    }
  }

  /** Writes bytes at a place. */
  public static void write(FileChannel to, byte[] bytes, long at) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(bytes);
    while (b.hasRemaining()) {
      to.write(b, at + b.position());
    }
  }
}
