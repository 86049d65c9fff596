package zoetrope.diffusion.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A safetensors file mapped into memory. Whoever opens it closes it; views die with it. */
public final class SafetensorsFile implements TensorSource, AutoCloseable {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final SafetensorsHeader header;
  private final Arena arena;
  private final MemorySegment bytes;

  private SafetensorsFile(Path path, SafetensorsHeader header, Arena arena, MemorySegment bytes) {
    this.path = path;
    this.header = header;
    this.arena = arena;
    this.bytes = bytes;
  }

  /**
   * Checks the header and maps the file; throws {@link CheckpointException} when it is out of
   * order.
   */
  @SuppressWarnings(
      "MustBeClosed") // the arena lives as long as this object, whose owner closes both
  public static SafetensorsFile open(Path path) {
    SafetensorsHeader header = SafetensorsHeader.read(path);
    Arena arena = Arena.ofShared();
    try (FileChannel ch = FileChannel.open(path, StandardOpenOption.READ)) {
      return new SafetensorsFile(
          path, header, arena, ch.map(FileChannel.MapMode.READ_ONLY, 0, ch.size(), arena));
    } catch (IOException e) {
      arena.close();
      throw new CheckpointException(
          path, "cannot be mapped (" + e.getMessage() + ")", "Check that the disk is there", e);
    }
  }

  public Path path() {
    return path;
  }

  public SafetensorsHeader header() {
    return header;
  }

  @Override
  public Set<String> names() {
    return header.tensors().keySet();
  }

  @Override
  public TensorInfo info(String name) {
    TensorInfo t = header.tensors().get(name);
    if (t == null) {
      throw new CheckpointException(
          path,
          "it has no tensor " + name,
          "The file belongs to another model, or to another version of it");
    }
    return t;
  }

  /** The tensor's bytes as a read-only view of the mapped file. */
  public MemorySegment bytes(String name) {
    TensorInfo t = info(name);
    return bytes.asSlice(t.offset(), t.length());
  }

  @Override
  public float[] floats(String name) {
    float[] out = new float[Math.toIntExact(info(name).elements())];
    floats(name, 0, out.length, out, 0);
    return out;
  }

  /** Copies {@code count} elements from {@code from} on as 32-bit floats. */
  void floats(String name, long from, int count, float[] to, int at) {
    TensorInfo t = info(name);
    MemorySegment m =
        bytes(name).asSlice(from * t.dtype().bytes(), (long) count * t.dtype().bytes());
    switch (t.dtype()) {
      case F32 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.intBitsToFloat(m.get(INT, 4L * i));
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.float16ToFloat(m.get(SHORT, 2L * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = Float.intBitsToFloat(m.get(SHORT, 2L * i) << 16);
        }
      }
      default ->
          throw new CheckpointException(
              path,
              "tensor " + name + " is stored as " + t.dtype() + ", not as floats",
              "Use a fp32, fp16 or bf16 version of the model");
    }
  }

  /** A copy as 64-bit integers, row-major; from I64. */
  public long[] longs(String name) {
    TensorInfo t = info(name);
    if (t.dtype() != DType.I64) {
      throw new CheckpointException(
          path,
          "tensor " + name + " is stored as " + t.dtype() + ", not as 64-bit integers",
          "The file belongs to another model");
    }
    return bytes(name).toArray(LONG);
  }

  @Override
  public void close() {
    arena.close();
  }
}
