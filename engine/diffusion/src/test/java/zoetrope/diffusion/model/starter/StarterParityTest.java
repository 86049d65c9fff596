package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * The Java graphs give what PyTorch gives with the same weights (vectors from
 * assets/starter/reference.py).
 */
class StarterParityTest {
  private static final int ROWS = 8;
  private static final int COLUMNS = 12;

  private final Runtime runtime = Runtime.cpu();
  private StarterFiles files;
  private SafetensorsFile vectors;

  @BeforeEach
  void open() throws URISyntaxException {
    Path folder =
        Path.of(StarterParityTest.class.getResource("/starter/base.safetensors").toURI())
            .getParent();
    files = StarterFiles.open(folder);
    vectors = SafetensorsFile.open(folder.resolve("vectors.safetensors"));
  }

  @AfterEach
  void close() {
    vectors.close();
    files.close();
  }

  @ParameterizedTest(name = "{0} at guidance {1} within {2}")
  @CsvSource({"FP32, 1, 2e-4", "FP32, 0, 2e-4", "FP32, 2.5, 6e-4", "INT8, 1, 0.15"})
  void denoiserAgreesWithPyTorch(Precision precision, float guidance, float tolerance) {
    float[] clean = step(precision, guidance);
    float[] c = vectors.floats("conditional");
    float[] u = vectors.floats("unconditional");
    float[] expected = new float[c.length];
    for (int i = 0; i < c.length; i++) {
      expected[i] = u[i] + guidance * (c[i] - u[i]);
    }
    assertThat(largestDifference(clean, expected)).isLessThan(tolerance);
    assertThat(largestDifference(c, u))
        .as("the prompt matters in these vectors")
        .isGreaterThan(10 * 2e-4f);
  }

  @Test
  void priorAgreesWithPyTorch() {
    float[] logits = new ScenePrior(files).logits(vectors.floats("text"));
    assertThat(largestDifference(logits, vectors.floats("prior")))
        .as("its weights are kept in 16 bits")
        .isLessThan(2e-3f);
  }

  @Test
  void painterAgreesWithPyTorch() {
    float[] keyframe =
        run(
                PainterGraph.build(files, ROWS / 2, COLUMNS / 2),
                Map.of("code", Tensor.of(vectors.floats("code"), 1, ScenePrior.CODE)))
            .get("keyframe")
            .values();
    assertThat(largestDifference(keyframe, vectors.floats("keyframe"))).isLessThan(2e-4f);
  }

  @Test
  void decoderAgreesWithPyTorch() {
    float[] frames =
        run(DecoderGraph.build(files, 4, ROWS, COLUMNS, true), decoderInputs(0))
            .get("frames")
            .values();
    assertThat(largestDifference(frames, vectors.floats("frames"))).isLessThan(2e-4f);
  }

  @Test
  void pinnedPixelsAreThePlatesOwnWhereNothingCoversThem() {
    Map<String, Tensor> in = decoderInputs(1);
    float[] plate = vectors.floats("big_plate");
    int size = 64 * ROWS * COLUMNS;
    for (int n = 0; n < 4; n++) {
      java.util.Arrays.fill(plate, (n * 4 + 3) * size, (n * 4 + 4) * size, 1f);
    }
    in.put("plate", Tensor.of(plate, 4, 4, 8 * ROWS, 8 * COLUMNS));
    in.put("guide", Tensor.of(new float[plate.length], 4, 4, 8 * ROWS, 8 * COLUMNS));
    float[] frames =
        run(DecoderGraph.build(files, 4, ROWS, COLUMNS, true), in).get("frames").values();
    float[] expected = new float[frames.length];
    for (int n = 0; n < 4; n++) {
      System.arraycopy(plate, n * 4 * size, expected, n * 3 * size, 3 * size);
    }
    assertThat(largestDifference(frames, expected)).isLessThan(1e-5f);
  }

  private float[] step(Precision precision, float guidance) {
    StarterGraphs graphs = new StarterGraphs(files, ROWS, COLUMNS);
    int size = ROWS * COLUMNS;
    Map<String, Tensor> in = new HashMap<>();
    in.put("guide", Tensor.of(vectors.floats("guide"), 24, ROWS, COLUMNS, 4));
    in.put("plate", Tensor.of(vectors.floats("plate"), 24, ROWS, COLUMNS, 4));
    float[] still = new float[24 * size];
    float[] known = new float[24 * size];
    for (int t = 0; t < 24; t++) {
      System.arraycopy(vectors.floats("still"), 0, still, t * size, size);
      java.util.Arrays.fill(known, t * size, (t + 1) * size, vectors.floats("known")[t]);
    }
    in.put("still", Tensor.of(still, 24, ROWS, COLUMNS, 1));
    in.put("known", Tensor.of(known, 24, ROWS, COLUMNS, 1));
    in.put("camera", Tensor.of(vectors.floats("camera"), 1, 5));
    in.put("text", Tensor.of(java.util.Arrays.copyOf(vectors.floats("text"), 2 * 896), 2, 896));
    Map<String, Tensor> step = new HashMap<>(run(graphs.conditions(true, true), in));
    step.put("x", Tensor.of(vectors.floats("x"), 24, ROWS, COLUMNS, 3));
    step.put("so_far", Tensor.of(soFar(), 24, ROWS, COLUMNS, 3));
    step.put("time", Tensor.of(Positions.time(0.21), 1, 128));
    step.put("guidance", Tensor.of(new float[] {guidance}, 1));
    return run(graphs.step(precision), step).get("clean").values();
  }

  private float[] soFar() {
    float[] g = vectors.floats("guide");
    float[] p = vectors.floats("plate");
    float[] out = new float[g.length / 4 * 3];
    for (int i = 0; i < g.length / 4; i++) {
      float a = g[4 * i + 3];
      for (int c = 0; c < 3; c++) {
        out[3 * i + c] = 2 * (g[4 * i + c] + p[4 * i + c] * (1 - a)) - (a + p[4 * i + 3] * (1 - a));
      }
    }
    return out;
  }

  private Map<String, Tensor> decoderInputs(float still) {
    Map<String, Tensor> in = new HashMap<>();
    in.put("low", Tensor.of(vectors.floats("low"), 4, 3, ROWS, COLUMNS));
    in.put("guide", Tensor.of(vectors.floats("big_guide"), 4, 4, 8 * ROWS, 8 * COLUMNS));
    in.put("plate", Tensor.of(vectors.floats("big_plate"), 4, 4, 8 * ROWS, 8 * COLUMNS));
    float[] s = new float[4 * 64 * ROWS * COLUMNS];
    java.util.Arrays.fill(s, still);
    in.put("still", Tensor.of(s, 4, 1, 8 * ROWS, 8 * COLUMNS));
    return in;
  }

  private Map<String, Tensor> run(Graph.Model model, Map<String, Tensor> in) {
    try (Session s = runtime.open(model)) {
      return s.run(in, new CancelToken());
    }
  }

  private static float largestDifference(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    float max = 0;
    for (int i = 0; i < a.length; i++) {
      max = Math.max(max, Math.abs(a[i] - b[i]));
    }
    return max;
  }
}
