package zoetrope.diffusion.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.graph.Value.Shape;

/**
 * Bytes or floats that lie in native memory beside a graph. They are computed when it is opened,
 * and each time it is: a graph that is only tried costs nothing, and what is computed belongs to
 * who opened it.
 *
 * @param fill writes them in the machine's order of bytes
 */
public record Attached(DType dtype, Shape shape, Consumer<MemorySegment> fill) {
  private static final int ALIGNMENT = 64;
  private static final long HIGHEST = 0x8080808080808080L;

  /** Bytes that they take. */
  public long length() {
    return shape.elements() * dtype.bytes();
  }

  /** Computes them. */
  public MemorySegment in(Arena owner) {
    MemorySegment to = owner.allocate(length(), ALIGNMENT);
    fill.accept(to);
    return to;
  }

  /** Every signed byte as an unsigned one, 128 higher. */
  Attached higher() {
    return new Attached(DType.U8, shape, fill.andThen(Attached::turn));
  }

  private static void turn(MemorySegment bytes) {
    long n = bytes.byteSize();
    for (long i = 0; i + Long.BYTES <= n; i += Long.BYTES) {
      long eight = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, i);
      bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, i, eight ^ HIGHEST);
    }
    for (long i = n / Long.BYTES * Long.BYTES; i < n; i++) {
      bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (bytes.get(ValueLayout.JAVA_BYTE, i) ^ 0x80));
    }
  }
}
