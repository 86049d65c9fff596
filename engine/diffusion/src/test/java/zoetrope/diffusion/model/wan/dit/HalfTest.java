package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/** The graph for GPUs, run on the CPU, which does its 16-bit products in 32 bits. */
class HalfTest {
  private static final Path MODEL = Path.of("..", "..", "src-test", "reference", "t2v", "wan");
  private static final CancelToken NEVER = new CancelToken();

  @Test
  void sixteenBitProductsStayNearExactOnes() {
    float[] exact = velocity(Precision.FP32);
    float[] half = velocity(Precision.FP16);
    double off = 0;
    double size = 0;
    for (int i = 0; i < exact.length; i++) {
      off += Math.pow(exact[i] - half[i], 2);
      size += Math.pow(exact[i], 2);
    }
    assertThat(Math.sqrt(off / size)).isBetween(1e-6, 5e-3);
  }

  private static float[] velocity(Precision precision) {
    try (WanDit dit = WanDit.open(MODEL, Runtime.cpu(), precision)) {
      WanShape s = dit.shape();
      Grid grid = new Grid(2, 6, 4);
      WanDit.Context said =
          dit.context(Philox.normals(1, 0, 3 * s.textSize()), Optional.empty(), NEVER);
      float[] x = Philox.normals(1, 3, s.inChannels() * grid.cells());
      return dit.velocity(x, grid, 500, said, Optional.empty(), NEVER);
    }
  }
}
