package zoetrope.diffusion.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.graph.Value.Shape;

/**
 * Bytes or floats in native memory.
 *
 * @param values gives them; may compute them anew each time
 */
public record Attached(DType dtype, Shape shape, Supplier<MemorySegment> values) {
  private static final long HIGHEST = 0x8080808080808080L;

  /** Bytes that they take. */
  long length() {
    return shape.elements() * dtype.bytes();
  }

  /** Every signed byte as an unsigned one, 128 higher. */
  Attached higher() {
    MemorySegment bytes = values.get();
    long n = bytes.byteSize();
    MemorySegment out = Arena.ofAuto().allocate(n, 64);
    for (long i = 0; i + Long.BYTES <= n; i += Long.BYTES) {
      out.set(ValueLayout.JAVA_LONG, i, bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, i) ^ HIGHEST);
    }
    for (long i = n / Long.BYTES * Long.BYTES; i < n; i++) {
      byte b = bytes.get(ValueLayout.JAVA_BYTE, i);
      out.set(ValueLayout.JAVA_BYTE, i, (byte) (b ^ 0x80));
    }
    return new Attached(DType.U8, shape, () -> out);
  }
}
