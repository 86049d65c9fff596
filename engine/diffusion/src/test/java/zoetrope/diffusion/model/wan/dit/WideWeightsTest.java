package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ChildProcess;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Files of 16-bit and 8-bit floats whose weights are too big to be widened when they are loaded, in
 * every precision that a CPU has. In processes of their own: what goes wrong in ONNX Runtime ends
 * the process.
 */
class WideWeightsTest {
  private static final List<Precision> OF_CPUS =
      List.of(Precision.FP32, Precision.FP16, Precision.INT8);

  @TempDir Path folder;

  /** What the process of its own runs. */
  static final class Steps {
    private Steps() {}

    public static void main(String[] args) {
      CancelToken never = new CancelToken();
      Grid grid = new Grid(1, 2, 2);
      for (Precision precision : OF_CPUS) {
        try (WanDit dit = WanDit.open(Path.of(args[0]), Runtime.cpu(), precision)) {
          float[] text = new float[dit.shape().textSize()];
          WanDit.Context said = dit.context(text, Optional.empty(), 1, never);
          float[] x = new float[dit.shape().inChannels() * grid.cells()];
          float[] v = dit.velocity(x, grid, 500, said, Optional.empty(), never);
          System.out.printf("%s %.3f%n", precision, v[v.length - 1]);
        }
      }
    }
  }

  @Test
  void aFileOfSixteenBitFloatsTakesItsStepInEveryPrecision() throws Exception {
    steps(SparseDit.sixteenBit(folder.resolve("fp16.safetensors")));
  }

  @Test
  void aFileOfEightBitFloatsWithSixteenBitOnesBesideTakesItsStepInEveryPrecision()
      throws Exception {
    steps(SparseDit.eightBit(folder.resolve("fp8.safetensors")));
  }

  private static void steps(Path file) throws Exception {
    ChildProcess.Outcome o = ChildProcess.run(Steps.class, List.of("-Xmx512m"), file.toString());
    assertThat(o.out().lines())
        .as(o.err())
        .containsExactlyElementsOf(
            OF_CPUS.stream().map(p -> p + " %.3f".formatted(SparseDit.VELOCITY)).toList());
    assertThat(o.code()).isZero();
  }
}
