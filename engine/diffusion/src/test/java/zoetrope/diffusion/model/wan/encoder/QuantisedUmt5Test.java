package zoetrope.diffusion.model.wan.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.GgufReference;
import zoetrope.diffusion.checkpoint.QuantisedReference;
import zoetrope.diffusion.checkpoint.RawGguf;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/**
 * A text encoder of quantised weights, the rows of its vocabulary among them, says what its weights
 * in full say.
 */
class QuantisedUmt5Test {
  private static final Path UMT5 = Path.of("..", "..", "src-test", "reference", "umt5", "wan");
  private static final long[] IDS = {17, 3, 300, 1};

  @TempDir Path folder;

  private static float[] encoded(Path file, Precision precision) {
    try (Umt5 encoder = Umt5.open(file, Runtime.cpu(), precision)) {
      return encoder.encode(IDS, new CancelToken());
    }
  }

  private void same(Path coded, Map<String, Entry> whole) {
    Path file = folder.resolve("whole.safetensors");
    SafetensorsWriter.write(file, whole, Map.of());
    for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
      float[] right = encoded(file, precision);
      assertThat(right).doesNotContain(Float.NaN).isNotEqualTo(new float[right.length]);
      assertThat(encoded(coded, precision)).as("%s", precision).isEqualTo(right);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT8_TENSOR", "INT8_ROWS", "NVFP4", "QUANTO_INT8", "QUANTO_FP8"})
  void inSafetensors(QuantisedReference form) throws IOException {
    RawSafetensors out = new RawSafetensors();
    Map<String, Entry> whole = new LinkedHashMap<>();
    Random random = new Random(5);
    try (Checkpoint c = Checkpoint.open(UMT5)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        if (shape.size() == 2 && shape.get(1) == 32 && name.endsWith(".weight")) {
          String layer = name.substring(0, name.lastIndexOf('.'));
          whole.put(name, new Entry(shape, form.add(out, layer, shape, random)));
        } else {
          whole.put(name, new Entry(shape, c.floats(name)));
          out.floats(name, shape, c.floats(name));
        }
      }
    }
    same(out.write(folder.resolve("coded.safetensors")), whole);
  }

  @Test
  void inGguf() throws IOException {
    RawGguf out = new RawGguf().text("general.architecture", "t5encoder");
    Map<String, Entry> whole = new LinkedHashMap<>();
    Random random = new Random(5);
    try (Checkpoint c = Checkpoint.open(UMT5)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        float[] values = c.floats(name);
        if (shape.size() == 2 && shape.get(1) == 32) {
          GgufReference type = name.startsWith("token") ? GgufReference.Q5_1 : GgufReference.Q8_0;
          byte[] blocks = type.random(values.length, random, .2f);
          out.tensor(name, type.id(), shape, blocks);
          whole.put(name, new Entry(shape, type.decode(blocks)));
        } else {
          out.tensor(name, shape, values);
          whole.put(name, new Entry(shape, values));
        }
      }
    }
    same(out.write(folder.resolve("coded.gguf")), whole);
  }
}
