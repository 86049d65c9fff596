package zoetrope.diffusion.runtime;

import java.util.Arrays;
import java.util.Map;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;

/**
 * Products of bytes on this processor. One without VNNI adds two products of an unsigned and a
 * signed byte in 16 bits, which saturate (ONNX Runtime's {@code MlasPlatformU8S8Overflow}). Java
 * cannot ask for VNNI, so the largest product is tried once.
 */
final class ByteProducts {
  private static final int LENGTH = 64;

  /** Whether sums of products saturate. */
  static final boolean OVERFLOW = Math.abs(largest(false) - LENGTH * 255f * 127f) > 1;

  private ByteProducts() {}

  /** The sum of {@code LENGTH} products of 255 and 127, as the runtime gets it. */
  static float largest(boolean exactBytes) {
    Graph g = new Graph("bytes");
    Value x = g.input("x", 1, LENGTH);
    Value w = g.bytes(new Shape(LENGTH, LENGTH), to -> to.fill((byte) 127));
    float[] ones = new float[LENGTH];
    Arrays.fill(ones, 1);
    Value scale = g.floats(new Shape(LENGTH), ones);
    g.output(
        "y",
        new Ops(g).quantizedLinear(x, w, scale, g.floats(new Shape(LENGTH), new float[LENGTH])));
    float[] most = new float[LENGTH];
    Arrays.fill(most, 255);
    try (Session s = new Runtime(Runtime.Provider.CPU, 1).open(g.build(), exactBytes)) {
      return s.run(Map.of("x", Tensor.of(most, 1, LENGTH)), new CancelToken()).get("y").values()[0];
    }
  }
}
