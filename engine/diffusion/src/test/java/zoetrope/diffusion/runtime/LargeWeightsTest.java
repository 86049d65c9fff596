package zoetrope.diffusion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;

/** Weights that are computed lie outside of Java's heap, and may be larger than it. */
@Tag("process")
class LargeWeightsTest {
  private static final int SIDE = 8192;

  /** Opens and runs a graph of 64 MiB of int8 weights, three times. */
  public static final class Opener {
    private Opener() {}

    /** Starts it. */
    public static void main(String[] none) {
      for (int i = 0; i < 3; i++) {
        Graph g = new Graph("large");
        Value x = g.input("x", 1, SIDE);
        Value w = g.bytes(new Shape(SIDE, SIDE), to -> to.fill((byte) 1));
        float[] ones = new float[SIDE];
        java.util.Arrays.fill(ones, 1);
        Value scale = g.floats(new Shape(SIDE), ones);
        g.output("y", new Ops(g).quantizedLinear(x, w, scale, Graph.NONE));
        try (Session s = Runtime.cpu().open(g.build())) {
          Tensor y = s.run(Map.of("x", Tensor.of(ones, 1, SIDE)), new CancelToken()).get("y");
          System.out.println("sum " + Math.round(y.values()[7]));
        }
      }
    }
  }

  @Test
  void weightsMayBeLargerThanTheHeap() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx40m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Opener.class.getName()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(l -> l.equals("sum " + SIDE))).hasSize(3);
  }
}
