package zoetrope.diffusion.model.wan.dit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.lora.LoraCard;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.dit.LoraFiles.Pair;
import zoetrope.diffusion.model.wan.dit.LoraFiles.Style;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/** A side branch does what merged weights would do, whoever named the LoRA's tensors. */
class WanLoraTest {
  private static final Path FOLDER = Path.of("..", "..", "src-test", "reference");
  private static final Grid GRID = new Grid(2, 4, 6);
  private static final double CLOSE = 1e-5;

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(Style.class)
  void eachStyleEqualsMergedWeightsOnBothLayouts(Style style) throws IOException {
    Path base = FOLDER.resolve("t2v/wan");
    Map<String, Pair> pairs = pairs(base, style, 1);
    Path file = LoraFiles.write(file("a"), LoraFiles.entries(pairs, style));
    float[] merged = velocity(LoraFiles.merged(base, temp.resolve("m"), sums(pairs, .8)));

    assertThat(difference(velocity(base), merged)).isGreaterThan(.01);
    assertThat(difference(velocity(base, new Lora(file, .8)), merged)).isLessThan(CLOSE);
    assertThat(difference(velocity(FOLDER.resolve("t2v/diffusers"), new Lora(file, .8)), merged))
        .isLessThan(CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"i2v", "vace"})
  void imageAndSideBlocksHaveTheirBranchesToo(String model) throws IOException {
    Path base = FOLDER.resolve(model + "/wan");
    Map<String, Pair> pairs = pairs(base, Style.DIFFUSERS, 2);
    Path file = LoraFiles.write(file("a"), LoraFiles.entries(pairs, Style.DIFFUSERS));
    float[] merged = velocity(LoraFiles.merged(base, temp.resolve("m"), sums(pairs, 1)));

    for (String layout : List.of("wan", "diffusers")) {
      Path folder = FOLDER.resolve(model).resolve(layout);
      assertThat(difference(velocity(folder, new Lora(file, 1)), merged)).isLessThan(CLOSE);
      assertThat(WanDit.cards(folder, List.of(new Lora(file, 1))).getFirst().layers())
          .isEqualTo(pairs.size());
    }
  }

  @Test
  void severalAreStackedEachWithItsStrength() throws IOException {
    Path base = FOLDER.resolve("t2v/wan");
    Map<String, Pair> one = pairs(base, Style.KOHYA, 3);
    Map<String, Pair> two = pairs(base, Style.COMFY, 4);
    two.keySet().removeIf(l -> l.contains("ffn"));
    Lora a = new Lora(LoraFiles.write(file("a"), LoraFiles.entries(one, Style.KOHYA)), .7);
    Lora b = new Lora(LoraFiles.write(file("b"), LoraFiles.entries(two, Style.COMFY)), -.4);
    Map<String, double[]> sums = sums(one, .7);
    sums(two, -.4).forEach((t, v) -> sums.merge(t, v, WanLoraTest::sum));
    float[] merged = velocity(LoraFiles.merged(base, temp.resolve("m"), sums));

    assertThat(difference(velocity(base, a, b), merged)).isLessThan(CLOSE);
    assertThat(velocity(base, new Lora(a.file(), 0))).isEqualTo(velocity(base));
  }

  @Test
  void differencesOfBiasesNormsModulationsAndKernelsAreAdded() throws IOException {
    Path base = FOLDER.resolve("t2v/wan");
    Map<String, Entry> file = new LinkedHashMap<>();
    Map<String, double[]> sums = new HashMap<>();
    Map<String, String> places =
        Map.of(
            "blocks.0.self_attn.q.diff_b", "blocks.0.self_attn.q.bias",
            "blocks.1.self_attn.norm_k.diff", "blocks.1.self_attn.norm_k.weight",
            "blocks.1.norm3.diff", "blocks.1.norm3.weight",
            "blocks.1.norm3.diff_b", "blocks.1.norm3.bias",
            "blocks.0.diff_m", "blocks.0.modulation",
            "head.diff_m", "head.modulation",
            "blocks.1.modulation.diff", "blocks.1.modulation",
            "patch_embedding.diff", "patch_embedding.weight",
            "patch_embedding.diff_b", "patch_embedding.bias",
            "blocks.0.ffn.0.diff", "blocks.0.ffn.0.weight");
    try (Checkpoint c = Checkpoint.open(base)) {
      places.forEach(
          (key, tensor) -> {
            Entry e =
                LoraFiles.random(
                    file.size(),
                    c.info(tensor).shape().stream().mapToLong(Long::longValue).toArray());
            file.put("diffusion_model." + key, e);
            sums.put(tensor, scaled(e.values(), .5));
          });
    }
    Pair kernel =
        new Pair(
            LoraFiles.random(91, 3, 16, 1, 2, 2), LoraFiles.random(92, 64, 3, 1, 1, 1), 2.0 / 3);
    file.put("diffusion_model.patch_embedding.lora_down.weight", kernel.down());
    file.put("diffusion_model.patch_embedding.lora_up.weight", kernel.up());
    file.put("diffusion_model.patch_embedding.alpha", new Entry(List.of(), new float[] {2}));
    sums.merge("patch_embedding.weight", scaled(kernel.product(), .5), WanLoraTest::sum);
    Lora lora = new Lora(LoraFiles.write(file("a"), file), .5);
    float[] merged = velocity(LoraFiles.merged(base, temp.resolve("m"), sums));

    assertThat(difference(velocity(base), merged)).isGreaterThan(.01);
    assertThat(difference(velocity(base, lora), merged)).isLessThan(CLOSE);
    assertThat(difference(velocity(FOLDER.resolve("t2v/diffusers"), lora), merged))
        .isLessThan(CLOSE);
    LoraCard card = WanDit.cards(base, List.of(lora)).getFirst();
    assertThat(card.small()).isEqualTo(places.size());
    assertThat(card.unmatched()).isEmpty();
  }

  @Test
  void besideInt8WeightsTheBranchStaysExact() throws IOException {
    Path base = FOLDER.resolve("t2v/wan");
    Map<String, Pair> pairs = pairs(base, Style.ORIGINAL, 5);
    Lora lora = new Lora(LoraFiles.write(file("a"), LoraFiles.entries(pairs, Style.ORIGINAL)), 1);
    float[] exact = velocity(base, lora);
    float[] coarse = velocity(base, Precision.INT8, List.of(lora));
    double without = difference(velocity(base, Precision.INT8, List.of()), velocity(base));

    assertThat(difference(coarse, exact)).isBetween(1e-6, 1.5 * without);
  }

  @Test
  void peftsOwnScaleIsReadFromWhatItWrites() throws IOException {
    Path base = FOLDER.resolve("t2v/wan");
    Pair half = new Pair(LoraFiles.random(1, 4, 64), LoraFiles.random(2, 64, 4), .5);
    Map<String, Entry> tensors =
        LoraFiles.entries(Map.of("blocks.0.ffn.2", wide(half)), Style.BARE);
    String said = "{\"transformer.r\": 4, \"transformer.lora_alpha\": 2}";
    SafetensorsWriter.write(file("inside"), tensors, Map.of("lora_adapter_metadata", said));
    Path peft = Files.createDirectories(temp.resolve("peft"));
    Path beside = LoraFiles.write(peft.resolve("adapter_model.safetensors"), tensors);
    Files.writeString(peft.resolve("adapter_config.json"), "{\"r\": 4, \"lora_alpha\": 2}");
    Map<String, double[]> sums = sums(Map.of("blocks.0.ffn.2", wide(half)), 1);
    float[] merged = velocity(LoraFiles.merged(base, temp.resolve("m"), sums));

    assertThat(difference(velocity(base, new Lora(file("inside"), 1)), merged)).isLessThan(CLOSE);
    assertThat(difference(velocity(base, new Lora(beside, 1)), merged)).isLessThan(CLOSE);
  }

  private static Pair wide(Pair p) {
    return new Pair(LoraFiles.random(1, 4, 256), p.up(), p.scale());
  }

  @Test
  void theCardSaysWhatWasFoundAndWhatWasNot() throws IOException {
    Map<String, Pair> pairs = pairs(FOLDER.resolve("t2v/wan"), Style.KOHYA, 6);
    Map<String, Entry> tensors = LoraFiles.entries(pairs, Style.KOHYA);
    tensors.put("lora_unet_blocks_99_ffn_0.lora_down.weight", LoraFiles.random(1, 2, 64));
    tensors.put("lora_unet_blocks_99_ffn_0.lora_up.weight", LoraFiles.random(1, 256, 2));
    tensors.put("note", LoraFiles.random(1, 2));
    Lora lora = new Lora(LoraFiles.write(file("mine"), tensors), 1);

    LoraCard card = WanDit.cards(FOLDER.resolve("t2v/wan"), List.of(lora)).getFirst();

    assertThat(card.layers()).isEqualTo(pairs.size());
    assertThat(card.least()).isEqualTo(1);
    assertThat(card.most()).isEqualTo(5);
    assertThat(card.style()).isEqualTo("kohya");
    assertThat(card.unmatched())
        .containsExactlyInAnyOrder(
            "note",
            "lora_unet_blocks_99_ffn_0.lora_down.weight",
            "lora_unet_blocks_99_ffn_0.lora_up.weight");
    assertThat(card.words().getFirst())
        .startsWith("mine.safetensors: LoRA with kohya names for this Wan transformer of 2 layers")
        .contains(pairs.size() + " layers of ranks 1 to 5");
    assertThat(card.words().get(1)).startsWith("3 of its tensors have no place in this model");
  }

  @Test
  void whatFitsNotIsRefusedInWords() throws IOException {
    Map<String, Entry> wide = new LinkedHashMap<>();
    wide.put("diffusion_model.blocks.0.self_attn.q.lora_A.weight", LoraFiles.random(1, 4, 5120));
    wide.put("diffusion_model.blocks.0.self_attn.q.lora_B.weight", LoraFiles.random(1, 5120, 4));
    refused(wide, "does not fit", "5120", "another size");

    Map<String, Entry> bias = Map.of("blocks.0.self_attn.q.diff_b", LoraFiles.random(1, 65));
    refused(bias, "blocks.0.self_attn.q.bias", "does not fit");

    Map<String, Entry> half =
        Map.of("blocks.0.self_attn.q.lora_down.weight", LoraFiles.random(1, 4, 64));
    refused(half, "one half only");

    Map<String, Entry> ranks = new LinkedHashMap<>(half);
    ranks.put("blocks.0.self_attn.q.lora_up.weight", LoraFiles.random(1, 64, 5));
    refused(ranks, "are no pair");

    Map<String, Entry> flux = new LinkedHashMap<>();
    flux.put("lora_unet_double_blocks_0_img_mlp_0.lora_down.weight", LoraFiles.random(1, 4, 64));
    flux.put("lora_unet_double_blocks_0_img_mlp_0.lora_up.weight", LoraFiles.random(1, 64, 4));
    refused(flux, "none of its 1 layers", "Flux or HunyuanVideo");

    refused(Map.of("decoder.conv1.weight", LoraFiles.random(1, 4)), "it holds no LoRA");
    refused(Map.of("lora_unet_x.hada_w1_a", LoraFiles.random(1, 4)), "LoHa", "not supported");
    refused(Map.of("lora_unet_x.lokr_w1", LoraFiles.random(1, 4)), "LoKr", "not supported");
    refused(Map.of("blocks.0.ffn.0.dora_scale", LoraFiles.random(1, 4)), "DoRA");
  }

  @Test
  void damagedFilesAreNamedErrors() throws IOException {
    Map<String, Entry> nan = new LinkedHashMap<>();
    nan.put("blocks.0.self_attn.q.lora_down.weight", LoraFiles.random(1, 4, 64));
    nan.put("blocks.0.self_attn.q.lora_up.weight", LoraFiles.random(1, 64, 4));
    nan.get("blocks.0.self_attn.q.lora_up.weight").values()[9] = Float.NaN;
    Path file = LoraFiles.write(file("nan"), nan);
    assertThatThrownBy(() -> velocity(FOLDER.resolve("t2v/wan"), new Lora(file, 1)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("blocks.0.self_attn.q.lora_up.weight holds values that are no");

    byte[] all = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(all, all.length - 10));
    assertThatThrownBy(() -> WanDit.cards(FOLDER.resolve("t2v/wan"), List.of(new Lora(file, 1))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cut off");
  }

  private void refused(Map<String, Entry> tensors, String... words) {
    Lora lora = new Lora(LoraFiles.write(file("refused"), tensors), 1);
    assertThatThrownBy(() -> WanDit.cards(FOLDER.resolve("t2v/wan"), List.of(lora)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining("refused.safetensors");
  }

  private Path file(String name) {
    return temp.resolve(name + ".safetensors");
  }

  private static Map<String, Pair> pairs(Path base, Style style, long seed) {
    try (Checkpoint c = Checkpoint.open(base)) {
      return LoraFiles.pairs(c, style, seed);
    }
  }

  private static Map<String, double[]> sums(Map<String, Pair> pairs, double strength) {
    Map<String, double[]> out = new HashMap<>();
    pairs.forEach((layer, p) -> out.put(layer + ".weight", scaled(p.product(), strength)));
    return out;
  }

  private static double[] scaled(float[] v, double by) {
    double[] out = new double[v.length];
    java.util.Arrays.setAll(out, i -> v[i] * by);
    return out;
  }

  private static double[] scaled(double[] v, double by) {
    double[] out = new double[v.length];
    java.util.Arrays.setAll(out, i -> v[i] * by);
    return out;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = new double[a.length];
    java.util.Arrays.setAll(out, i -> a[i] + b[i]);
    return out;
  }

  private static float[] velocity(Path folder, Lora... loras) {
    return velocity(folder, Precision.FP32, List.of(loras));
  }

  private static float[] velocity(Path folder, Precision precision, List<Lora> loras) {
    try (WanDit dit = WanDit.open(folder, loras, Runtime.cpu(), precision)) {
      WanShape s = dit.shape();
      Optional<float[]> image =
          s.imageSize() > 0
              ? Optional.of(Philox.normals(1, 3, 5 * s.imageSize()))
              : Optional.empty();
      CancelToken never = new CancelToken();
      WanDit.Context said = dit.context(Philox.normals(1, 1, 6 * s.textSize()), image, 12, never);
      float[] x = Philox.normals(1, 2, s.inChannels() * GRID.cells());
      Optional<WanDit.VaceHint> side =
          s.sideChannels() > 0
              ? Optional.of(
                  new WanDit.VaceHint(Philox.normals(1, 4, s.sideChannels() * GRID.cells()), .9f))
              : Optional.empty();
      return dit.velocity(x, GRID, 700, said, side, never);
    }
  }

  /** Largest difference over the largest value. */
  private static double difference(float[] a, float[] b) {
    double most = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
      size = Math.max(size, Math.abs(b[i]));
    }
    return most / size;
  }
}
