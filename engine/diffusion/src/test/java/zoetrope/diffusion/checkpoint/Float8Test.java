package zoetrope.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/** All 256 codes of both 8-bit floats, by Java and by the runtime, and their factors. */
class Float8Test {
  @TempDir Path folder;

  /** By the definition: sign, exponent and mantissa as numbers. */
  private static double e4m3(int code) {
    int e = code / 8 % 16;
    int m = code % 8;
    double size = e == 0 ? m / 8.0 * Math.pow(2, -6) : (1 + m / 8.0) * Math.pow(2, e - 7);
    return e == 15 && m == 7 ? Double.NaN : code < 128 ? size : -size;
  }

  private static double e5m2(int code) {
    int e = code / 4 % 32;
    int m = code % 4;
    double size = e == 0 ? m / 4.0 * Math.pow(2, -14) : (1 + m / 4.0) * Math.pow(2, e - 15);
    if (e == 31) {
      size = m == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return code < 128 ? size : -size;
  }

  /** Bit by bit, so that NaN and the signs of zeros count. */
  private static void check(int code, float found, double expected) {
    assertThat(Float.floatToIntBits(found))
        .as("code %d", code)
        .isEqualTo(Float.floatToIntBits((float) expected));
  }

  @Test
  void everyCodeIsWhatTheDefinitionSays() throws IOException {
    try (SafetensorsFile f = SafetensorsFile.open(file("F8_E4M3"))) {
      float[] v = f.floats("t.weight");
      for (int i = 0; i < 256; i++) {
        check(i, v[i], e4m3(i));
      }
      assertThat(v[0x7e]).isEqualTo(448);
    }
    try (SafetensorsFile f = SafetensorsFile.open(file("F8_E5M2"))) {
      float[] v = f.floats("t.weight");
      for (int i = 0; i < 256; i++) {
        check(i, v[i], e5m2(i));
      }
    }
  }

  @Test
  void theRuntimeReadsTheSameFromTheFileTimesTheFactor() throws IOException {
    try (Checkpoint f = Checkpoint.open(file("F8_E4M3"))) {
      Graph g = new Graph("t");
      Value one = g.input("one", 1);
      g.output("w", new Ops(g).mul(new Weights(g, f, "", Precision.FP32).get("t.weight"), one));
      try (Session s = Runtime.cpu().open(g.build())) {
        float[] v =
            s.run(Map.of("one", Tensor.of(new float[] {1}, 1)), new CancelToken())
                .get("w")
                .values();
        for (int i = 0; i < 256; i++) {
          check(i, v[i], e4m3(i) * 0.5);
        }
      }
    }
  }

  @Test
  void quantisedWeightsTakeTheFactorToo() throws IOException {
    byte[] codes = new byte[256];
    java.util.Arrays.fill(codes, (byte) 0x38); // one
    try (Checkpoint f = Checkpoint.open(file("F8_E4M3", codes))) {
      Graph g = new Graph("t");
      Value x = g.input("x", 1, 16);
      g.output("y", new Weights(g, f, "", Precision.INT8).linearNoBias(x, "t"));
      float[] ones = new float[16];
      java.util.Arrays.fill(ones, 1);
      try (Session s = Runtime.cpu().open(g.build())) {
        float[] y = s.run(Map.of("x", Tensor.of(ones, 1, 16)), new CancelToken()).get("y").values();
        assertThat(y).hasSize(16);
        for (float v : y) {
          assertThat(v).isBetween(7.9f, 8.1f);
        }
      }
    }
  }

  /** A scale's name and its sizes, over weights of one. */
  @ParameterizedTest
  @CsvSource({
    "scale_weight, ''",
    "scale_weight, 1",
    "scale_weight, 16",
    "weight_scale, ''",
    "weight_scale, 1",
    "weight_scale, 16",
    "weight_scale, '16,1'"
  })
  void scalesOfAllSizesMultiplyInEveryPrecision(String name, String sizes) throws IOException {
    List<Long> shape =
        Stream.of(sizes.split(",")).filter(n -> !n.isEmpty()).map(Long::valueOf).toList();
    float[] factors = new float[sizes.startsWith("16") ? 16 : 1];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (i + 1) / 4f;
    }
    byte[] ones = new byte[256];
    java.util.Arrays.fill(ones, (byte) 0x38);
    Path file =
        new RawSafetensors()
            .tensor("t.weight", "F8_E4M3", List.of(16L, 16L), ones)
            .floats("t." + name, shape, factors)
            .write(folder.resolve("scaled"));
    for (Precision precision : List.of(Precision.FP32, Precision.FP16, Precision.INT8)) {
      float[] y = summed(file, precision);
      for (int i = 0; i < 16; i++) {
        float right = 16 * factors[factors.length == 1 ? 0 : i];
        assertThat(y[i]).as("%s, output %d", precision, i).isCloseTo(right, within(right / 64));
      }
    }
  }

  /** The sums of the rows of a matrix of 16 columns. */
  private static float[] summed(Path file, Precision precision) {
    try (Checkpoint f = Checkpoint.open(file)) {
      Graph g = new Graph("t");
      Value x = g.input("x", 1, 16);
      g.output("y", new Weights(g, f, "", precision).linearNoBias(x, "t"));
      float[] ones = new float[16];
      java.util.Arrays.fill(ones, 1);
      try (Session s = Runtime.cpu().open(g.build())) {
        return s.run(Map.of("x", Tensor.of(ones, 1, 16)), new CancelToken()).get("y").values();
      }
    }
  }

  private Path file(String type) throws IOException {
    byte[] codes = new byte[256];
    for (int i = 0; i < 256; i++) {
      codes[i] = (byte) i;
    }
    return file(type, codes);
  }

  /** A matrix of the codes with the factor 0.5, as single-file repacks have it. */
  private Path file(String type, byte[] codes) throws IOException {
    byte[] json =
        ("{\"t.weight\":{\"dtype\":\""
                + type
                + "\",\"shape\":[16,16],\"data_offsets\":[0,256]},"
                + "\"t.scale_weight\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[256,260]}}")
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(8 + json.length + 260).order(ByteOrder.LITTLE_ENDIAN);
    b.putLong(json.length).put(json).put(codes).putFloat(0.5f);
    return Files.write(folder.resolve(type + ".safetensors"), b.array());
  }
}
