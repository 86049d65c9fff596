package zoetrope.diffusion.model.wan.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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
 * Where a clip is to be made.
 *
 * @param runtime provider, threads and device
 * @param memory bytes that programs can still have
 * @param deviceMemory bytes of the GPU that may be used, 0 on a CPU
 * @param speed multiplications with additions a second, of 32-bit floats, in matrix products
 */
public record Machine(Runtime runtime, long memory, long deviceMemory, double speed) {
  private static final int SIDE = 1024;
  private static final int ROUNDS = 3;

  /** Measures this machine, which takes a fraction of a second. */
  public static Machine here(Runtime runtime) {
    return new Machine(runtime, free(), runtime.device().memoryLimit(), measured(runtime));
  }

  /**
   * As Linux counts it, files' cache that can be given up included; elsewhere what the JVM says.
   */
  private static long free() {
    Path info = Path.of("/proc/meminfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(l -> l.startsWith("MemAvailable:"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElseGet(Machine::total);
      } catch (IOException e) {
        return total();
      }
    }
    return total();
  }

  /** The heap's limit is a quarter of the memory unless somebody set it. */
  private static long total() {
    return 4 * java.lang.Runtime.getRuntime().maxMemory();
  }

  private static double measured(Runtime runtime) {
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
      return 4.0 * SIDE * SIDE * SIDE / best;
    }
  }
}
