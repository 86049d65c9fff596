package zoetrope.diffusion.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A file as {@code torch.save} writes it, its pickle made operation by operation. */
public final class RawTorch {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(file);
  private int storages;

  /**
   * A dictionary of tensors that is not finished.
   *
   * @param protocol of the pickle
   */
  public RawTorch(int protocol) {
    op(0x80, protocol);
    if (protocol >= 4) {
      op(0x95, 0, 0, 0, 0, 0, 0, 0, 0); // nobody needs to know how long a frame is
    }
    global("collections", "OrderedDict").op(')', 'R', '(');
  }

  /** A pickle of the usual protocol. */
  public RawTorch() {
    this(2);
  }

  /** Any operations. */
  public RawTorch op(int... bytes) {
    Arrays.stream(bytes).forEach(pickle::write);
    return this;
  }

  /** Letters without a length. */
  public RawTorch raw(String letters) {
    pickle.writeBytes(letters.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A name that the pickle calls. */
  public RawTorch global(String module, String name) {
    op('c');
    pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A text. */
  public RawTorch text(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    op('X');
    pickle.writeBytes(RawGguf.ints(letters.length));
    pickle.writeBytes(letters);
    return this;
  }

  /** A whole number. */
  public RawTorch whole(long value) {
    op(0x8a, 8);
    pickle.writeBytes(RawGguf.longs(value));
    return this;
  }

  private RawTorch tuple(List<Long> values) {
    op('(');
    values.forEach(this::whole);
    return op('t');
  }

  /** A tensor whose elements lie one behind the other in a storage of its own. */
  public RawTorch tensor(String name, String storage, List<Long> shape, byte[] values, int size) {
    Long[] strides = new Long[shape.size()];
    long next = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = next;
      next *= shape.get(i);
    }
    String key = storage(values);
    return view(name, storage, key, values.length / size, 0, shape, List.of(strides));
  }

  /** A tensor of 32-bit floats. */
  public RawTorch tensor(String name, List<Long> shape, float... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    b.asFloatBuffer().put(values);
    return tensor(name, "FloatStorage", shape, b.array(), 4);
  }

  /** Adds a storage and tells its key. */
  public String storage(byte[] values) {
    String key = Integer.toString(storages++);
    entry("archive/data/" + key, values);
    return key;
  }

  /** A tensor that is a window on a storage. */
  public RawTorch view(
      String name,
      String storage,
      String key,
      long elements,
      long offset,
      List<Long> shape,
      List<Long> strides) {
    text(name).global("torch._utils", "_rebuild_tensor_v2").op('(', '(');
    text("storage").global("torch", storage).text(key).text("cpu").whole(elements).op('t', 'Q');
    whole(offset).tuple(shape).tuple(strides).op(0x89);
    return global("collections", "OrderedDict").op(')', 'R', 't', 'R');
  }

  /** An entry of the archive, stored as it is. */
  public RawTorch entry(String name, byte[] values) {
    try {
      ZipEntry e = new ZipEntry(name);
      CRC32 sum = new CRC32();
      sum.update(values);
      e.setMethod(ZipEntry.STORED);
      e.setSize(values.length);
      e.setCrc(sum.getValue());
      zip.putNextEntry(e);
      zip.write(values);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The pickle ends here. */
  public RawTorch end() {
    return op('u', '.');
  }

  /** The file; the pickle must be at its end. */
  public byte[] bytes() {
    entry("archive/data.pkl", pickle.toByteArray());
    entry("archive/byteorder", "little".getBytes(StandardCharsets.UTF_8));
    entry("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
    try {
      zip.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** Writes the file, and its folder where there is none. */
  public Path write(Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    return Files.write(to, bytes());
  }
}
