package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.GgufReference;
import zoetrope.diffusion.checkpoint.QuantisedReference;
import zoetrope.diffusion.checkpoint.RawGguf;
import zoetrope.diffusion.checkpoint.RawSafetensors;
import zoetrope.diffusion.checkpoint.RawTorch;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.pipeline.TinyWan;
import zoetrope.diffusion.model.wan.pipeline.WanModel;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/**
 * A transformer in any form of quantised weights, and in any format of files, makes what its
 * weights in full make, as the form's own formula gives them.
 */
class QuantisedWeightsTest {
  private static final Path T2V = Path.of("..", "..", "src-test", "reference", "t2v", "wan");
  private static final CancelToken NEVER = new CancelToken();

  @TempDir Path folder;

  /** A file and the same weights in full. */
  private record Pair(Path coded, Path whole) {}

  private static boolean matrix(String name, List<Long> shape) {
    return name.startsWith("blocks.") && shape.size() == 2 && name.endsWith(".weight");
  }

  private Pair safetensors(QuantisedReference form) throws IOException {
    RawSafetensors out = new RawSafetensors();
    Map<String, Entry> whole = new LinkedHashMap<>();
    Random random = new Random(5);
    try (Checkpoint c = Checkpoint.open(T2V)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        if (matrix(name, shape)) {
          String layer = name.substring(0, name.lastIndexOf('.'));
          whole.put(name, new Entry(shape, form.add(out, layer, shape, random)));
        } else {
          whole.put(name, new Entry(shape, c.floats(name)));
          out.floats(name, shape, c.floats(name));
        }
      }
    }
    return new Pair(out.write(folder.resolve("coded.safetensors")), whole(whole));
  }

  private Path whole(Map<String, Entry> tensors) {
    Path file = folder.resolve("whole.safetensors");
    SafetensorsWriter.write(file, tensors, Map.of());
    return file;
  }

  /** As city96's converter lays it out: matrices quantised, norms and the rest as floats. */
  private Pair gguf(GgufReference type, String prefix) throws IOException {
    RawGguf out = new RawGguf().text("general.architecture", "wan");
    Map<String, Entry> whole = new LinkedHashMap<>();
    Random random = new Random(5);
    try (Checkpoint c = Checkpoint.open(T2V)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        float[] values = c.floats(name);
        if (matrix(name, shape)) {
          byte[] blocks = type.random(values.length, random, .2f);
          boolean fits = shape.get(1) % type.elements() == 0;
          if (!fits) {
            out.integers(
                "comfy.gguf.orig_shape." + prefix + name,
                shape.stream().mapToInt(Long::intValue).toArray());
          }
          List<Long> laid = fits ? shape : List.of(values.length / 256L, 256L);
          out.tensor(prefix + name, type.id(), laid, blocks);
          whole.put(name, new Entry(shape, type.decode(blocks)));
        } else if (name.equals("patch_embedding.weight")) {
          out.tensor(prefix + name, 1, shape, halves(values));
          for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
          }
          whole.put(name, new Entry(shape, values));
        } else {
          out.tensor(prefix + name, shape, values);
          whole.put(name, new Entry(shape, values));
        }
      }
    }
    return new Pair(out.write(folder.resolve("coded.gguf")), whole(whole));
  }

  private static byte[] halves(float[] values) {
    ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : values) {
      b.putShort(Float.floatToFloat16(v));
    }
    return b.array();
  }

  @ParameterizedTest
  @EnumSource
  void quantisedSafetensorsGiveTheVelocityOfTheirWeightsInFull(QuantisedReference form)
      throws IOException {
    Pair files = safetensors(form);
    boolean sums = form == QuantisedReference.CONVROT; // in another order than its reference
    same(files, Precision.FP32, sums ? 1e-4f : 0);
    same(files, Precision.FP16, sums ? 2e-2f : 0);
    if (!sums) {
      same(files, Precision.INT8, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ggufGivesTheVelocityOfItsWeightsInFull(GgufReference type) throws IOException {
    Pair files = gguf(type, "");
    same(files, Precision.FP32, 0);
    same(files, Precision.FP16, 0);
    same(files, Precision.INT8, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.diffusion_model.", "model."})
  void namesMayHaveAPrefix(String prefix) throws IOException {
    same(gguf(GgufReference.Q8_0, prefix), Precision.FP32, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FP32", "INT8", "FP16"})
  void pyTorchsFilesGiveTheVelocityOfTheSameSafetensors(Precision precision) throws IOException {
    RawTorch out = new RawTorch();
    Map<String, Entry> whole = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(T2V)) {
      for (String name : c.names()) {
        List<Long> shape = c.info(name).shape();
        whole.put(name, new Entry(shape, c.floats(name)));
        if (matrix(name, shape)) { // stored the other way round
          long rows = shape.get(0);
          long columns = shape.get(1);
          float[] w = c.floats(name);
          ByteBuffer turned = ByteBuffer.allocate(4 * w.length).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i < w.length; i++) {
            turned.putFloat(w[(int) (i % rows * columns + i / rows)]);
          }
          String key = out.storage(turned.array());
          out.view(name, "FloatStorage", key, w.length, 0, shape, List.of(1L, rows));
        } else {
          out.tensor(name, shape, c.floats(name));
        }
      }
    }
    Path file = out.end().write(folder.resolve("coded.pth"));
    same(new Pair(file, whole(whole)), precision, 0);
  }

  private static void same(Pair files, Precision precision, float off) {
    float[] right = velocity(files.whole(), precision);
    float[] found = velocity(files.coded(), precision);
    assertThat(right).doesNotContain(Float.NaN).isNotEqualTo(new float[right.length]);
    for (int i = 0; i < right.length; i++) {
      assertThat(Math.abs(found[i] - right[i])).as("%s", precision).isLessThanOrEqualTo(off);
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
  @EnumSource(names = {"INT8_ROWS", "MXFP8", "NVFP4", "NVFP4_LIGHTX2V", "QUANTO_INT8"})
  void itsPicturesAreTheSame(QuantisedReference form) throws IOException {
    Pair files = safetensors(form);
    assertThat(clip(files.coded()).rgb()).isEqualTo(clip(files.whole()).rgb());
  }

  @ParameterizedTest
  @EnumSource(names = {"Q8_0", "Q4_K", "Q6_K", "IQ4_XS"})
  void itsPicturesAreTheSameFromGguf(GgufReference type) throws IOException {
    Pair files = gguf(type, "");
    assertThat(clip(files.coded()).rgb()).isEqualTo(clip(files.whole()).rgb());
  }

  private RgbClip clip(Path transformer) throws IOException {
    Path model = TinyWan.folder(folder.resolve("model-" + transformer.getFileName()), "t2v");
    Files.delete(model.resolve("diffusion_pytorch_model.safetensors"));
    Files.copy(transformer, model.resolve(transformer.getFileName()));
    try (WanModel wan = TinyWan.open(model)) {
      return wan.generate(TinyWan.words(5), VideoModel.Listener.NONE, NEVER);
    }
  }
}
