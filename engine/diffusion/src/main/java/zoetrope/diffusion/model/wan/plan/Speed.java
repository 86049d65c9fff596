package zoetrope.diffusion.model.wan.plan;

import java.util.Map;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;
import zoetrope.diffusion.sampling.Philox;

/**
 * How fast a runtime is here.
 *
 * @param products multiplications with additions a second, of 32-bit floats, in matrix products
 */
public record Speed(double products) {
  private static final int SIDE = 1024;
  private static final int ROUNDS = 3;

  /** Measures it, which takes a fraction of a second. */
  public static Speed measured(Runtime runtime) {
    Graph g = new Graph("speed");
    Ops o = new Ops(g);
    Value x = g.input("x", SIDE, SIDE);
    Value w = g.floats(new Shape(SIDE, SIDE), Philox.normals(2, 0, SIDE * SIDE));
    Value y = x;
    for (int i = 0; i < 4; i++) {
      y = o.gemm(y, w);
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
      return new Speed(4.0 * SIDE * SIDE * SIDE / best);
    }
  }
}
