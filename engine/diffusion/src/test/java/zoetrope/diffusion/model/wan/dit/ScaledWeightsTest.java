package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.pipeline.TinyWan;
import zoetrope.diffusion.model.wan.pipeline.WanModel;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/**
 * A transformer of 8-bit floats with scales is the one whose weights are those floats times those
 * scales, in every spelling that files have.
 */
class ScaledWeightsTest {
  private static final Path T2V = Path.of("..", "..", "src-test", "reference", "t2v", "wan");
  private static final CancelToken NEVER = new CancelToken();
  private static final String WEIGHT = ".weight";
  private static final String FORM = "{\"format\": \"float8_e4m3fn\"}";

  @TempDir Path folder;

  /** How a file says what its weights are multiplied by. */
  enum Spelling {
    COMFY("weight_scale", false),
    COMFY_IN_THE_HEADER("weight_scale", false),
    LIGHTX2V("weight_scale", true),
    OLD("scale_weight", false);

    private final String scale;
    private final boolean rows;

    Spelling(String scale, boolean rows) {
      this.scale = scale;
      this.rows = rows;
    }
  }

  /** The tiny model's matrices as codes with scales: the codes are whatever its bits give. */
  private Path quantised(Spelling spelling) throws IOException {
    RawSafetensors out = new RawSafetensors();
    StringBuilder layers = new StringBuilder();
    try (Checkpoint c = Checkpoint.open(T2V)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        float[] values = c.floats(name);
        if (shape.size() != 2 || !name.endsWith(WEIGHT)) {
          out.floats(name, shape, values);
          continue;
        }
        String layer = name.substring(0, name.length() - WEIGHT.length());
        int rows = spelling.rows ? shape.getFirst().intValue() : 1;
        float[] factors = new float[rows];
        for (int r = 0; r < rows; r++) {
          factors[r] = .013f * (1 + r % 5);
        }
        out.tensor(name, "F8_E4M3", shape, codes(values));
        out.floats(
            layer + "." + spelling.scale,
            spelling.rows ? List.of((long) rows, 1L) : List.of(),
            factors);
        if (spelling == Spelling.COMFY) {
          out.text(layer + ".comfy_quant", FORM);
          out.floats(layer + ".input_scale", List.of(), 7);
        }
        layers.append(layers.isEmpty() ? "" : ", ").append('"' + layer + "\": " + FORM);
      }
    }
    if (spelling == Spelling.COMFY_IN_THE_HEADER) {
      out.metadata("_quantization_metadata", "{\"layers\": {" + layers + "}}");
    }
    if (spelling == Spelling.OLD) {
      out.zeros("scaled_fp8", "F8_E4M3", 0);
    }
    return out.write(folder.resolve(spelling + ".safetensors"));
  }

  /** Codes of ordinary sizes: no zeros, no NaN. */
  private static byte[] codes(float[] values) {
    byte[] codes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      codes[i] = (byte) (((Float.floatToIntBits(values[i]) >> 18) & 0x87) | 0x28 | ((i % 4) << 3));
    }
    return codes;
  }

  /** The same in full, multiplied out here. */
  private static Path whole(Path quantised) {
    Map<String, Entry> out = new LinkedHashMap<>();
    try (SafetensorsFile f = SafetensorsFile.open(quantised)) {
      for (String name : f.names()) {
        if (name.contains("scale") || name.contains("comfy")) {
          continue;
        }
        float[] values = f.floats(name);
        Optional<String> scale =
            f.names().stream()
                .filter(n -> n.matches(".*\\.(weight_scale|scale_weight)"))
                .filter(n -> name.equals(n.replaceFirst("[^.]*$", "weight")))
                .findFirst();
        float[] factors = scale.map(f::floats).orElse(new float[] {1});
        for (int i = 0; i < values.length; i++) {
          values[i] *= factors[i / (values.length / factors.length)];
        }
        out.put(name, new Entry(f.info(name).shape(), values));
      }
    }
    Path file = quantised.resolveSibling("whole.safetensors");
    SafetensorsWriter.write(file, out, Map.of());
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "COMFY, FP32, 0",
    "COMFY_IN_THE_HEADER, FP32, 0",
    "LIGHTX2V, FP32, 0",
    "OLD, FP32, 0",
    "COMFY, INT8, 0",
    "LIGHTX2V, INT8, 0",
    "LIGHTX2V, FP16, 0"
  })
  void itsVelocityIsThatOfTheWeightsMultipliedOut(
      Spelling spelling, Precision precision, double off) throws IOException {
    Path file = quantised(spelling);
    float[] right = velocity(whole(file), precision);
    float[] found = velocity(file, precision);
    assertThat(right).doesNotContain(Float.NaN).isNotEqualTo(new float[right.length]);
    for (int i = 0; i < right.length; i++) {
      assertThat(Math.abs(found[i] - right[i])).isLessThanOrEqualTo((float) off);
    }
  }

  private static float[] velocity(Path file, Precision precision) {
    try (WanDit dit = WanDit.open(file, Runtime.cpu(), precision)) {
      WanShape s = dit.shape();
      Grid grid = new Grid(2, 6, 4);
      WanDit.Context said =
          dit.context(Philox.normals(1, 0, 3 * s.textSize()), Optional.empty(), NEVER);
      float[] x = Philox.normals(1, 3, s.inChannels() * grid.cells());
      return dit.velocity(x, grid, 500, said, Optional.empty(), NEVER);
    }
  }

  @ParameterizedTest
  @CsvSource({"COMFY", "LIGHTX2V", "OLD"})
  void itsPicturesAreTheSame(Spelling spelling) throws IOException {
    Path file = quantised(spelling);
    assertThat(clip(file).rgb()).isEqualTo(clip(whole(file)).rgb());
  }

  private RgbClip clip(Path transformer) throws IOException {
    Path place = folder.resolve("model-" + transformer.getFileName());
    Path model = TinyWan.folder(place, "t2v");
    Files.delete(model.resolve("diffusion_pytorch_model.safetensors"));
    Files.copy(transformer, model.resolve("diffusion_pytorch_model.safetensors"));
    try (WanModel wan = TinyWan.open(model)) {
      return wan.generate(TinyWan.words(5), VideoModel.Listener.NONE, NEVER);
    }
  }
}
