package zoetrope.diffusion.runtime;

import java.util.Map;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;

/**
 * The smallest graph that needs of a device what models need: a convolution, for which CUDA calls
 * cuDNN, and a product of matrices, for which it calls cuBLAS.
 */
final class TrialGraph {
  private static final int SIDE = 4;

  private TrialGraph() {}

  static Graph.Model model() {
    Graph g = new Graph("trial");
    Ops o = new Ops(g);
    Value x = g.input("x", 1, SIDE, SIDE, SIDE);
    Value kernel = g.floats(new Shape(SIDE, SIDE, 1, 1), new float[SIDE * SIDE]);
    Value y = o.conv(x, kernel, Optional.empty(), Ops.Window.plane(1, 0));
    g.output("y", o.matMul(y, x));
    return g.build();
  }

  /** Throws {@link InferenceException} where the device does not carry it out. */
  static void run(Session session) {
    Tensor x = Tensor.of(new float[SIDE * SIDE * SIDE], 1, SIDE, SIDE, SIDE);
    session.run(Map.of("x", x), new CancelToken());
  }
}
