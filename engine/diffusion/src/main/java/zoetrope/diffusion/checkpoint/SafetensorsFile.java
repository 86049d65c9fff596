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
import java.util.stream.IntStream;

/** A safetensors file mapped into memory. Whoever opens it closes it; views die with it. */
public final class SafetensorsFile implements TensorSource, AutoCloseable {
  /** Bytes of a tensor from which on it is mapped by itself to be copied. */
  private static final long LARGE = 1 << 20;

  /** Elements that one thread copies at a time. */
  private static final int SHARE = 1 << 18;

  /** Halves that are widened at a time. */
  private static final int PART = 1 << 13;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
    TensorInfo t = readable(name);
    if (t.elements() > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          path,
          "tensor " + name + " has " + t.elements() + " elements, more than can be read at once",
          "The file belongs to another model");
    }
    float[] out = new float[(int) t.elements()];
    floats(name, out);
    return out;
  }

  @Override
  public void floats(String name, float[] to) {
    TensorInfo t = readable(name);
    if (t.length() < LARGE) {
      floats(t, bytes(name), 0, (int) t.elements(), to);
      return;
    }
    // Its own mapping, so that a model which is read once does not stay in memory.
    try (Arena own = Arena.ofShared();
        FileChannel ch = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment m = ch.map(FileChannel.MapMode.READ_ONLY, t.offset(), t.length(), own);
      int count = (int) t.elements();
      IntStream.range(0, Math.ceilDiv(count, SHARE))
          .parallel()
          .forEach(i -> floats(t, m, i * SHARE, Math.min(SHARE, count - i * SHARE), to));
    } catch (IOException e) {
      throw new CheckpointException(
          path, "it cannot be read (" + e.getMessage() + ")", "Check that it is still there", e);
    }
  }

  /** Copies {@code count} elements from {@code from} on as 32-bit floats. */
  void floats(String name, long from, int count, float[] to, int at) {
    TensorInfo t = readable(name);
    long size = t.dtype().bytes();
    float[] part = new float[count];
    floats(t, bytes(name).asSlice(from * size, count * size), 0, count, part);
    System.arraycopy(part, 0, to, at, count);
  }

  /** Elements {@code from} to before {@code from + count} of all in {@code m}. */
  private void floats(TensorInfo t, MemorySegment m, int from, int count, float[] to) {
    int end = from + count;
    switch (t.dtype()) {
      case F32 -> MemorySegment.copy(m, FLOAT, 4L * from, to, from, count);
      case F16 -> halves(m, from, end, to);
      case BF16 -> {
        for (int i = from; i < end; i++) {
          to[i] = Float.intBitsToFloat(m.get(SHORT, 2L * i) << 16);
        }
      }
      case F8_E4M3 -> {
        for (int i = from; i < end; i++) {
          to[i] = Float8.e4m3(m.get(ValueLayout.JAVA_BYTE, i));
        }
      }
      case F8_E5M2 -> {
        for (int i = from; i < end; i++) {
          to[i] = Float8.e5m2(m.get(ValueLayout.JAVA_BYTE, i));
        }
      }
      default -> throw new IllegalArgumentException(t.type() + " is no type of weights");
    }
  }

  /** A tensor's place, of a type that is read as floats. */
  private TensorInfo readable(String name) {
    TensorInfo t = info(name);
    if (!t.dtype().readable()) {
      throw new CheckpointException(
          path,
          "tensor " + t.name() + " is stored as " + t.type() + ", not as floats",
          "Use a fp32, fp16, bf16 or fp8 version of the model");
    }
    return t;
  }

  /** By way of an array, which Java's compiler turns into vector instructions and memory not. */
  private static void halves(MemorySegment m, int start, int end, float[] to) {
    short[] part = new short[Math.min(end - start, PART)];
    for (int from = start; from < end; from += PART) {
      int count = Math.min(PART, end - from);
      MemorySegment.copy(m, SHORT, 2L * from, part, 0, count);
      for (int i = 0; i < count; i++) {
        to[from + i] = Float.float16ToFloat(part[i]);
      }
    }
  }

  /** A copy as 64-bit integers, row-major; from any whole type. */
  public long[] longs(String name) {
    TensorInfo t = info(name);
    if (!t.dtype().whole()) {
      throw new CheckpointException(
          path,
          "tensor " + name + " is stored as " + t.type() + ", not as whole numbers",
          "The file belongs to another model");
    }
    MemorySegment m = bytes(name);
    long[] out = new long[Math.toIntExact(t.elements())];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (t.dtype().bytes()) {
            case 1 -> {
              byte v = m.get(ValueLayout.JAVA_BYTE, i);
              yield t.dtype() == DType.I8 ? v : v & 0xFF;
            }
            case 2 -> {
              short v = m.get(SHORT, 2L * i);
              yield t.dtype() == DType.I16 ? v : v & 0xFFFF;
            }
            case 4 -> {
              int v = m.get(INT, 4L * i);
              yield t.dtype() == DType.I32 ? v : v & 0xFFFF_FFFFL;
            }
            default -> m.get(LONG, 8L * i);
          };
    }
    return out;
  }

  /** A copy as 32-bit floats, row-major; from any type of numbers. */
  public float[] numbers(String name) {
    TensorInfo t = info(name);
    if (t.dtype() == DType.F64) {
      MemorySegment m = bytes(name);
      float[] out = new float[Math.toIntExact(t.elements())];
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) m.get(DOUBLE, 8L * i);
      }
      return out;
    }
    if (!t.dtype().whole()) {
      return floats(name);
    }
    long[] whole = longs(name);
    float[] out = new float[whole.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = whole[i];
    }
    return out;
  }

  @Override
  public void close() {
    arena.close();
  }
}
