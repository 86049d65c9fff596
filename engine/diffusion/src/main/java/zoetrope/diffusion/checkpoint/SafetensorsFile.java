package zoetrope.diffusion.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A safetensors file mapped into memory. Whoever opens it closes it; views die with it. */
public final class SafetensorsFile implements WeightFile {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final SafetensorsHeader header;
  private final MappedFile file;

  private SafetensorsFile(SafetensorsHeader header, MappedFile file) {
    this.header = header;
    this.file = file;
  }

  /**
   * Checks the header and maps the file; throws {@link CheckpointException} when it is out of
   * order.
   */
  public static SafetensorsFile open(Path path) {
    return new SafetensorsFile(SafetensorsHeader.read(path), MappedFile.open(path));
  }

  @Override
  public MappedFile file() {
    return file;
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return header.tensors();
  }

  public SafetensorsHeader header() {
    return header;
  }

  @Override
  public Optional<String> metadata(String key) {
    return Optional.ofNullable(header.metadata().get(key));
  }

  /** Whether it has a tensor of that name. */
  public boolean has(String name) {
    return names().contains(name);
  }

  /**
   * Its tensors for graphs, of a file that is known to be quantised in no way: this program's own.
   * Of any other, {@link Checkpoint} knows what its stored values mean.
   */
  public TensorSource plain() {
    return new Plain(this);
  }

  private record Plain(SafetensorsFile file) implements TensorSource {
    @Override
    public Set<String> names() {
      return file.names();
    }

    @Override
    public TensorInfo info(String name) {
      return file.info(name);
    }

    @Override
    public TensorRows rows(String name) {
      return file.rows(name);
    }
  }

  /** A copy as 32-bit floats, row-major, as they are stored. */
  public float[] floats(String name) {
    try (TensorRows rows = rows(name)) {
      return rows.all();
    }
  }

  /** A copy as 64-bit integers, row-major; from any whole type. */
  public long[] longs(String name) {
    TensorInfo t = info(name);
    if (!t.dtype().whole()) {
      throw new CheckpointException(
          path(),
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
}
