package zoetrope.diffusion.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A GGUF file of any remarks and tensors, as others write them. */
public final class RawGguf {
  private static final int ALIGNMENT = 32;

  private final List<byte[]> remarks = new ArrayList<>();
  private final List<byte[]> tensors = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** A file of nothing yet. */
  public RawGguf() {
    // as its fields are
  }

  /** A remark whose type and value are given as bytes. */
  public RawGguf remark(String key, int type, byte[] value) {
    remarks.add(joined(text(key), ints(type), value));
    return this;
  }

  /** A text. */
  public RawGguf text(String key, String value) {
    return remark(key, 8, text(value));
  }

  /** True or false. */
  public RawGguf flag(String key, boolean value) {
    return remark(key, 7, new byte[] {(byte) (value ? 1 : 0)});
  }

  /** A list of numbers of 32 bits. */
  public RawGguf integers(String key, int... values) {
    return remark(key, 9, joined(ints(5), longs(values.length), ints(values)));
  }

  /** A list of floats. */
  public RawGguf floats(String key, float... values) {
    ByteBuffer b = buffer(4 * values.length);
    b.asFloatBuffer().put(values);
    return remark(key, 9, joined(ints(6), longs(values.length), b.array()));
  }

  /** A list of texts. */
  public RawGguf texts(String key, List<String> values) {
    byte[] all = joined(values.stream().map(RawGguf::text).toArray(byte[][]::new));
    return remark(key, 9, joined(ints(8), longs(values.size()), all));
  }

  /**
   * A tensor.
   *
   * @param type its number
   * @param shape outermost size first
   */
  public RawGguf tensor(String name, int type, List<Long> shape, byte[] values) {
    placed(name, type, shape, data.size());
    data.writeBytes(values);
    data.writeBytes(new byte[(ALIGNMENT - values.length % ALIGNMENT) % ALIGNMENT]);
    return this;
  }

  /** A tensor that is said to lie somewhere. */
  public RawGguf placed(String name, int type, List<Long> shape, long at) {
    long[] sizes = shape.reversed().stream().mapToLong(Long::longValue).toArray();
    tensors.add(joined(text(name), ints(sizes.length), longs(sizes), ints(type), longs(at)));
    return this;
  }

  /** A tensor of 32-bit floats. */
  public RawGguf tensor(String name, List<Long> shape, float... values) {
    ByteBuffer b = buffer(4 * values.length);
    b.asFloatBuffer().put(values);
    return tensor(name, 0, shape, b.array());
  }

  /** The file. */
  public byte[] bytes() {
    return bytes(3, tensors.size(), remarks.size());
  }

  /** The file with figures of its own in the first 24 bytes. */
  public byte[] bytes(int version, long tensorCount, long remarkCount) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(joined(ints(version), longs(tensorCount, remarkCount)));
    remarks.forEach(out::writeBytes);
    tensors.forEach(out::writeBytes);
    out.writeBytes(new byte[(ALIGNMENT - out.size() % ALIGNMENT) % ALIGNMENT]);
    out.writeBytes(data.toByteArray());
    return out.toByteArray();
  }

  /** Writes the file, and its folder where there is none. */
  public Path write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, bytes());
  }

  private static byte[] text(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    return joined(longs(letters.length), letters);
  }

  static byte[] ints(int... values) {
    ByteBuffer b = buffer(4 * values.length);
    b.asIntBuffer().put(values);
    return b.array();
  }

  static byte[] longs(long... values) {
    ByteBuffer b = buffer(8 * values.length);
    b.asLongBuffer().put(values);
    return b.array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] p : parts) {
      out.writeBytes(p);
    }
    return out.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
