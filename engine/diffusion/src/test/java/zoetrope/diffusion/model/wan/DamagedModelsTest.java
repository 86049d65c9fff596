package zoetrope.diffusion.model.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.encoder.Umt5;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/**
 * Whatever is wrong with a model's files is told by a named error with the file and, where one is
 * at fault, the tensor: every tensor of every family is taken away, resized, emptied and spoilt.
 */
class DamagedModelsTest {
  private static final Path VECTORS = Path.of("..", "..", "src-test", "reference");
  private static final Runtime CPU = Runtime.cpu();
  private static final CancelToken NEVER = new CancelToken();

  @TempDir Path folder;

  /** A part of a model, and what it is asked once it is open. */
  enum Part {
    TEXT_TO_VIDEO("t2v/wan"),
    TEXT_TO_VIDEO_DIFFUSERS("vace/diffusers"),
    IMAGE_TO_VIDEO("i2v/wan"),
    VACE("vace/wan"),
    AUTOENCODER("vae/wan"),
    TEXT_ENCODER("umt5/hf"),
    IMAGE_ENCODER("clip/hf");

    private final String vectors;

    Part(String vectors) {
      this.vectors = vectors;
    }

    Path source() {
      return VECTORS.resolve(vectors);
    }

    /** Opens it and runs it once. */
    void use(Path folder) {
      switch (this) {
        case AUTOENCODER -> {
          try (WanVae vae = WanVae.open(folder, CPU)) {
            vae.encode(Philox.normals(1, 0, 3 * 5 * 16 * 16), 5, 16, 16, NEVER);
            Grid grid = new Grid(2, 2, 2);
            vae.decode(Philox.normals(1, 0, vae.channels() * grid.cells()), grid, NEVER);
          }
        }
        case TEXT_ENCODER -> {
          try (Umt5 umt5 = Umt5.open(folder, CPU, Precision.FP32)) {
            umt5.encode(new long[] {3, 2, 1}, NEVER);
          }
        }
        case IMAGE_ENCODER -> {
          try (ClipVision clip = ClipVision.open(folder, CPU, OptionalInt.empty())) {
            clip.encode(Philox.normals(1, 0, 3 * clip.side() * clip.side()), NEVER);
          }
        }
        default -> step(folder, Precision.FP32);
      }
    }

    /** Tensors that the engine does not read. */
    boolean reads(String tensor) {
      return !tensor.contains("post_layernorm")
          && !tensor.contains("visual_projection")
          && !tensor.contains("position_ids")
          && !tensor.contains("encoder.embed_tokens");
    }
  }

  private static void step(Path folder, Precision precision) {
    try (WanDit dit = WanDit.open(folder, CPU, precision)) {
      WanShape s = dit.shape();
      Grid grid = new Grid(1, 4, 4);
      Optional<float[]> image =
          s.imageSize() > 0
              ? Optional.of(Philox.normals(1, 1, 2 * s.imageSize()))
              : Optional.empty();
      WanDit.Context said = dit.context(Philox.normals(1, 0, 3 * s.textSize()), image, NEVER);
      Optional<WanDit.VaceHint> side =
          s.sideChannels() > 0
              ? Optional.of(
                  new WanDit.VaceHint(Philox.normals(1, 2, s.sideChannels() * grid.cells()), 1))
              : Optional.empty();
      float[] x = Philox.normals(1, 3, s.inChannels() * grid.cells());
      dit.velocity(x, grid, 500, said, side, NEVER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void undamagedItRuns(Part part) throws IOException {
    part.use(written(part, tensors(part)));
  }

  @ParameterizedTest
  @EnumSource
  void aMissingTensorIsTold(Part part) throws IOException {
    List<String> taken = new ArrayList<>();
    for (String name : tensors(part).keySet()) {
      Map<String, Entry> left = tensors(part);
      left.remove(name);
      expect(part, left, name, taken);
    }
    assertThat(taken)
        .as("models that opened without these")
        .allMatch(n -> !part.reads(n) || last(n, part));
  }

  @ParameterizedTest
  @EnumSource
  void aTensorOfAnotherSizeIsTold(Part part) throws IOException {
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Entry> e : tensors(part).entrySet()) {
      Map<String, Entry> all = tensors(part);
      List<Long> shape = new ArrayList<>(e.getValue().shape());
      if (shape.isEmpty()) {
        continue;
      }
      int longest = shape.indexOf(shape.stream().max(Long::compare).orElseThrow());
      shape.set(longest, shape.get(longest) + 1);
      int n = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
      all.put(e.getKey(), new Entry(shape, Arrays.copyOf(e.getValue().values(), n)));
      expect(part, all, e.getKey(), taken);
    }
    // Their longest sides are read from nothing else: the vocabulary, distances, side channels.
    List<String> free =
        List.of("shared.weight", "relative_attention_bias.weight", "vace_patch_embedding.weight");
    taken.removeIf(n -> free.stream().anyMatch(n::endsWith));
    assertThat(taken)
        .as("models that ran with these")
        .allMatch(n -> !part.reads(n) || last(n, part));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyTensorIsTold(Part part) throws IOException {
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Entry> e : tensors(part).entrySet()) {
      Map<String, Entry> all = tensors(part);
      List<Long> shape = new ArrayList<>(e.getValue().shape());
      if (shape.isEmpty()) {
        continue;
      }
      shape.set(0, 0L);
      all.put(e.getKey(), new Entry(shape, new float[0]));
      expect(part, all, e.getKey(), taken);
    }
    assertThat(taken)
        .as("models that ran with these")
        .allMatch(n -> !part.reads(n) || last(n, part));
  }

  /** The image encoder's last block is not run. */
  private static boolean last(String tensor, Part part) {
    return part == Part.IMAGE_ENCODER
        && tensors(part).keySet().stream()
                .filter(n -> n.matches(".*layers\\.\\d+\\..*"))
                .mapToInt(DamagedModelsTest::layer)
                .max()
                .orElse(-1)
            == layer(tensor);
  }

  private static int layer(String tensor) {
    return tensor.matches(".*layers\\.\\d+\\..*")
        ? Integer.parseInt(tensor.replaceAll(".*layers\\.(\\d+)\\..*", "$1"))
        : -2;
  }

  private void expect(Part part, Map<String, Entry> tensors, String name, List<String> taken)
      throws IOException {
    Path dir = written(part, tensors);
    Throwable e = catchThrowable(() -> part.use(dir));
    if (e == null) {
      taken.add(name);
    } else {
      assertThat(e)
          .as(name)
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(dir.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWeightThatIsNoNumberIsNamed(Part part) throws IOException {
    List<String> names =
        tensors(part).keySet().stream()
            .filter(n -> part.reads(n) && !last(n, part) && !n.equals("shared.weight"))
            .toList();
    for (int i = 0; i < names.size(); i += Math.max(1, names.size() / 8)) {
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        Map<String, Entry> all = tensors(part);
        all.get(names.get(i)).values()[0] = bad;
        Path dir = written(part, all);
        assertThatThrownBy(() -> part.use(dir))
            .as("%s of %s", bad, names.get(i))
            .isInstanceOf(CheckpointException.class)
            .hasMessageContaining(names.get(i))
            .hasMessageContaining("NaN or infinity");
      }
    }
  }

  @Test
  void quantisingNamesAWeightThatIsNoNumberToo() throws IOException {
    Map<String, Entry> all = tensors(Part.TEXT_TO_VIDEO);
    all.get("blocks.1.ffn.2.weight").values()[7] = Float.NaN;
    Path dir = written(Part.TEXT_TO_VIDEO, all);
    assertThatThrownBy(() -> step(dir, Precision.INT8))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("blocks.1.ffn.2.weight")
        .hasMessageContaining("NaN or infinity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"num_heads\": 0}",
        "{\"num_heads\": -4}",
        "{\"num_heads\": 7}",
        "{\"num_heads\": 2147483647}",
        "{\"num_heads\": ",
        "[]",
      })
  void aConfigurationThatCannotBeIsTold(String config) throws IOException {
    Path dir = written(Part.TEXT_TO_VIDEO, tensors(Part.TEXT_TO_VIDEO));
    Files.writeString(dir.resolve("config.json"), config);
    Throwable e = catchThrowable(() -> Part.TEXT_TO_VIDEO.use(dir));
    if (!config.equals("[]")) { // which says nothing, like an absent one
      assertThat(e).isNotNull();
    }
    if (e != null) {
      assertThat(e).isInstanceOf(CheckpointException.class).hasMessageStartingWith(dir.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "absent.safetensors",
        "../outside.safetensors",
        "/etc/passwd",
        "..",
        ".",
        "",
        "sub/inside.safetensors",
        "nul\\u0000.safetensors",
      })
  void anIndexThatNamesWhatIsNotThereOrNotItsOwnIsRefused(String shard) throws IOException {
    written(Part.TEXT_TO_VIDEO, tensors(Part.TEXT_TO_VIDEO));
    SafetensorsWriter.write(
        folder.resolve("outside.safetensors"), tensors(Part.TEXT_TO_VIDEO), Map.of());
    Path dir = folder.resolve("model");
    Files.write(
        dir.resolve("x.safetensors.index.json"),
        ("{\"weight_map\": {\"patch_embedding.weight\": \"" + shard + "\"}}")
            .getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Checkpoint.open(dir).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(dir.toString());
  }

  @Test
  void aTruncatedShardIsNamed() throws IOException {
    Path dir = Files.createDirectories(folder.resolve("model"));
    for (Path file :
        List.of(Part.VACE.source().toFile().listFiles()).stream().map(f -> f.toPath()).toList()) {
      Files.copy(file, dir.resolve(file.getFileName()));
    }
    Path second = dir.resolve("diffusion_pytorch_model-00002-of-00002.safetensors");
    byte[] all = Files.readAllBytes(second);
    Files.write(second, Arrays.copyOf(all, all.length - 100));
    assertThatThrownBy(() -> Part.VACE.use(dir))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(second.toString())
        .hasMessageContaining("cut off");
  }

  private static Map<String, Entry> tensors(Part part) {
    try (Checkpoint c = Checkpoint.open(part.source())) {
      Map<String, Entry> out = new LinkedHashMap<>();
      for (String name : c.names()) {
        out.put(name, new Entry(c.info(name).shape(), c.floats(name)));
      }
      return out;
    }
  }

  private Path written(Part part, Map<String, Entry> tensors) throws IOException {
    Path dir = Files.createDirectories(folder.resolve("model"));
    SafetensorsWriter.write(dir.resolve("model.safetensors"), tensors, Map.of());
    Path config = part.source().resolve("config.json");
    if (Files.exists(config)) {
      Files.copy(
          config, dir.resolve("config.json"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return dir;
  }
}
