package zoetrope.diffusion.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.sampling.Philox;

/** Graphs run on weights left in their files, agree with plain arithmetic and stop when told to. */
class SessionTest {
  @TempDir Path folder;

  private final Runtime runtime = Runtime.cpu();

  @Test
  void weightsAreReadInPlaceFromFoldersOfAnyNameAndFromFilesThatShareTensorNames()
      throws IOException {
    Path models = Files.createDirectories(folder.resolve("my models 模型 é"));
    SafetensorsWriter.write(
        models.resolve("base.safetensors"),
        Map.of("w", new SafetensorsWriter.Entry(List.of(2L, 3L), new float[] {1, 2, 3, 4, 5, 6})),
        Map.of());
    SafetensorsWriter.write(
        models.resolve("适配器.safetensors"),
        Map.of("w", new SafetensorsWriter.Entry(List.of(2L), new float[] {10, 20})),
        Map.of());
    try (SafetensorsFile base = SafetensorsFile.open(models.resolve("base.safetensors"));
        SafetensorsFile adapter = SafetensorsFile.open(models.resolve("适配器.safetensors"))) {
      Graph g = new Graph("t");
      Value x = g.input("x", 1, 3);
      g.output("y", new Ops(g).gemm(x, g.weight(base.info("w")), g.weight(adapter.info("w"))));
      assertThat(run(g, Map.of("x", Tensor.of(new float[] {1, 0, -1}, 1, 3)), "y"))
          .containsExactly(8, 18);
    }
  }

  @Test
  void sixteenBitWeightsAreWidened() throws IOException {
    String json =
        "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]}}";
    ByteBuffer b =
        ByteBuffer.allocate(16 + json.length())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length());
    b.put(json.getBytes(StandardCharsets.UTF_8))
        .putShort(Float.floatToFloat16(1.5f))
        .putShort(Float.floatToFloat16(-2));
    b.putShort((short) (Float.floatToIntBits(3f) >>> 16))
        .putShort((short) (Float.floatToIntBits(-0.5f) >>> 16));
    try (SafetensorsFile f = SafetensorsFile.open(Files.write(folder.resolve("half"), b.array()))) {
      Graph g = new Graph("t");
      Value x = g.input("x", 2);
      Ops ops = new Ops(g);
      g.output("y", ops.add(ops.mul(x, g.weight(f.info("h"))), g.weight(f.info("b"))));
      assertThat(run(g, Map.of("x", Tensor.of(new float[] {2, 2}, 2)), "y"))
          .containsExactly(6, -4.5f);
    }
  }

  @Test
  void attentionAgreesWithTheSameWrittenOut() {
    Graph g = new Graph("t");
    Ops ops = new Ops(g);
    Value q = g.input("q", 2, 3, 17, 32);
    Value k = g.input("k", 2, 3, 9, 32);
    Value v = g.input("v", 2, 3, 9, 32);
    g.output("fused", ops.attention(q, k, v));
    Value scores = ops.matMul(q, ops.transpose(k, 0, 1, 3, 2));
    Value weights = ops.softmax(ops.scale(scores, (float) (1 / Math.sqrt(32))), -1);
    g.output("written out", ops.matMul(weights, v));
    Map<String, Tensor> in =
        Map.of("q", noise(1, 2, 3, 17, 32), "k", noise(2, 2, 3, 9, 32), "v", noise(3, 2, 3, 9, 32));
    try (Session s = runtime.open(g.build())) {
      Map<String, Tensor> out = s.run(in, new CancelToken());
      assertThat(out.get("fused").dims()).containsExactly(2, 3, 17, 32);
      assertThat(distance(out.get("fused").values(), out.get("written out").values()))
          .isLessThan(1e-5);
    }
  }

  @Test
  void eightBitProductsStayWithinOnePercentOfExactOnes() {
    int m = 64;
    int k = 384;
    int n = 96;
    float[] x = Philox.normals(1, 0, m * k);
    float[] w = Philox.normals(2, 0, k * n);
    float[] bias = Philox.normals(3, 0, n);
    float[] scale = new float[n];
    byte[] q = new byte[k * n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < k; i++) {
        scale[j] = Math.max(scale[j], Math.abs(w[i * n + j]) / 127);
      }
      for (int i = 0; i < k; i++) {
        q[i * n + j] = (byte) Math.round(w[i * n + j] / scale[j]);
      }
    }
    Graph g = new Graph("t");
    Value in = g.input("x", m, k);
    g.output(
        "y",
        new Ops(g)
            .quantizedLinear(
                in,
                g.bytes(new Shape(k, n), to -> to.copyFrom(MemorySegment.ofArray(q))),
                g.floats(new Shape(n), scale),
                g.floats(new Shape(n), bias)));
    float[] y = run(g, Map.of("x", Tensor.of(x, m, k)), "y");
    double error = 0;
    double size = 0;
    for (int r = 0; r < m; r++) {
      for (int j = 0; j < n; j++) {
        double exact = bias[j];
        for (int i = 0; i < k; i++) {
          exact += (double) x[r * k + i] * w[i * n + j];
        }
        error += Math.pow(y[r * n + j] - exact, 2);
        size += exact * exact;
      }
    }
    assertThat(Math.sqrt(error / size)).isBetween(1e-5, 0.015);
  }

  /** In ONNX Runtime a node costs some hundred bytes of stack; this many need megabytes. */
  @Test
  void aDeepGraphLoadsFromAThreadWithLittleStack() throws Exception {
    Graph g = new Graph("deep");
    Value x = g.input("x", 1, 4);
    Ops ops = new Ops(g);
    for (int i = 0; i < 20_000; i++) {
      x = ops.plus(x, 1);
    }
    g.output("y", x);
    Graph.Model model = g.build();
    java.util.concurrent.FutureTask<Float> run =
        new java.util.concurrent.FutureTask<>(
            () -> {
              try (Session s = runtime.open(model)) {
                return s.run(Map.of("x", Tensor.of(new float[4], 1, 4)), new CancelToken())
                    .get("y")
                    .values()[0];
              }
            });
    Thread.ofPlatform().stackSize(256 << 10).start(run);
    assertThat(run.get()).isEqualTo(20_000f);
  }

  @Test
  void twoLayersMayShareQuantisedWeightsSignedAndUnsigned() {
    for (boolean exactBytes : new boolean[] {false, true}) {
      Graph g = new Graph("shared");
      Ops o = new Ops(g);
      Value x = g.input("x", 1, 4);
      Value w = g.bytes(new Shape(4, 3), to -> to.fill((byte) -2)); // 12 bytes: eight and four
      Value scale = g.floats(new Shape(3), new float[] {1, 1, 1});
      Value none = g.floats(new Shape(3), new float[3]);
      g.output("one", o.quantizedLinear(x, w, scale, none));
      g.output("two", o.quantizedLinear(o.scale(x, 2), w, scale, none));
      try (Session s = runtime.open(g.build(), exactBytes)) {
        Map<String, Tensor> out =
            s.run(Map.of("x", Tensor.of(new float[] {1, 1, 1, 1}, 1, 4)), new CancelToken());
        assertThat(out.get("one").values()).containsExactly(-8, -8, -8);
        assertThat(out.get("two").values()).containsExactly(-16, -16, -16);
      }
    }
  }

  @Test
  void theLargestProductOfBytesIsExactWhateverTheProcessor() {
    assertThat(ByteProducts.largest(ByteProducts.OVERFLOW)).isEqualTo(64 * 255f * 127f);
  }

  @Test
  void aRunningStepStopsWhenCancelled() throws InterruptedException {
    Graph g = new Graph("long");
    Ops ops = new Ops(g);
    Value x = g.input("x", 512, 512);
    Value y = x;
    for (int i = 0; i < 4000; i++) {
      y = ops.softmax(ops.matMul(y, x), 1);
    }
    g.output("y", y);
    try (Session s = runtime.open(g.build())) {
      CancelToken cancel = new CancelToken();
      Thread other = Thread.ofVirtual().start(() -> pauseThenCancel(cancel));
      long start = System.nanoTime();
      assertThatThrownBy(() -> s.run(Map.of("x", noise(1, 512, 512)), cancel))
          .isInstanceOf(CancelledException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      other.join();
      assertThatThrownBy(() -> s.run(Map.of("x", noise(1, 512, 512)), cancel))
          .isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void anAbsentProviderIsToldByName() {
    Graph g = new Graph("t");
    g.output("y", new Ops(g).relu(g.input("x", 1)));
    assumeFalse(Runtime.available().contains("CUDAExecutionProvider"), "this build carries CUDA");
    assertThatThrownBy(() -> new Runtime(Runtime.Provider.CUDA, 1).open(g.build()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no CUDA provider")
        .hasMessageContaining("Choose the CPU");
  }

  @Test
  void shapesThatDoNotFitAreRefusedWhileBuilding() {
    Graph g = new Graph("t");
    Ops ops = new Ops(g);
    Value a = g.input("a", 2, 3);
    Value b = g.input("b", 2, 4);
    assertThatThrownBy(() -> ops.add(a, b))
        .hasMessageContaining("[2x3]")
        .hasMessageContaining("[2x4]");
    assertThatThrownBy(() -> ops.matMul(a, b)).hasMessageContaining("cannot multiply");
    assertThatThrownBy(() -> ops.reshape(a, 4, 2)).hasMessageContaining("reshape");
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3)).hasMessageContaining("5 values");
  }

  private static void pauseThenCancel(CancelToken cancel) {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cancel.cancel();
  }

  private float[] run(Graph g, Map<String, Tensor> in, String output) {
    try (Session s = runtime.open(g.build())) {
      return s.run(in, new CancelToken()).get(output).values();
    }
  }

  private static Tensor noise(long seed, long... dims) {
    return Tensor.of(Philox.normals(seed, 0, (int) new Shape(dims).elements()), dims);
  }

  private static double distance(float[] a, float[] b) {
    double max = 0;
    for (int i = 0; i < a.length; i++) {
      max = Math.max(max, Math.abs(a[i] - b[i]));
    }
    return max;
  }
}
