package zoetrope.diffusion.plan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;
import zoetrope.diffusion.sampling.Philox;

/**
 * How fast a runtime is here.
 *
 * @param products multiplications with additions a second, of 32-bit floats, in matrix products
 * @param bytes the same of 8-bit integers, quantising what comes in included; processors differ
 *     most in this: one with VNNI is four times as fast as with floats, one without hardly faster
 */
public record Speed(double products, double bytes) {
  private static final int SIDE = 1024;
  private static final int LAYERS = 4;
  private static final int ROUNDS = 3;

  /** Measures it, which takes a fraction of a second. */
  public static Speed measured(Runtime runtime) {
    return new Speed(measured(runtime, Precision.FP32), measured(runtime, Precision.INT8));
  }

  private static double measured(Runtime runtime, Precision precision) {
    Graph g = new Graph("speed");
    Ops o = new Ops(g);
    Value y = g.input("x", SIDE, SIDE);
    float[] values = Philox.normals(2, 0, SIDE * SIDE);
    if (precision == Precision.INT8) {
      Value w = g.bytes(new Shape(SIDE, SIDE), to -> fill(to, values));
      float[] scale = new float[SIDE];
      Arrays.fill(scale, 1e-3f);
      for (int i = 0; i < LAYERS; i++) {
        y = o.quantizedLinear(y, w, g.floats(new Shape(SIDE), scale), Graph.NONE);
      }
    } else {
      Value w = g.floats(new Shape(SIDE, SIDE), values);
      for (int i = 0; i < LAYERS; i++) {
        y = o.gemm(y, w);
      }
    }
    g.output("y", o.slice(y, 0, 0, 1, 1));
    Map<String, Tensor> in = Map.of("x", Tensor.of(Philox.normals(1, 0, SIDE * SIDE), SIDE, SIDE));
    try (Session s = runtime.open(g.build())) {
      s.run(in, new CancelToken());
      double best = Double.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        s.run(in, new CancelToken());
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
      return (double) LAYERS * SIDE * SIDE * SIDE / best;
    }
  }

  private static void fill(MemorySegment to, float[] values) {
    for (int i = 0; i < values.length; i++) {
      to.set(ValueLayout.JAVA_BYTE, i, (byte) (30 * values[i]));
    }
  }
}
