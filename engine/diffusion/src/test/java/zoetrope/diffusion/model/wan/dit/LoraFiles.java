package zoetrope.diffusion.model.wan.dit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.sampling.Philox;

/** Makes LoRA files in every style of names, and the checkpoints that they would be merged to. */
final class LoraFiles {
  /** Layers inside a block: the original name and diffusers'. */
  static final Map<String, String> BLOCK =
      Map.ofEntries(
          Map.entry("self_attn.q", "attn1.to_q"),
          Map.entry("self_attn.k", "attn1.to_k"),
          Map.entry("self_attn.v", "attn1.to_v"),
          Map.entry("self_attn.o", "attn1.to_out.0"),
          Map.entry("cross_attn.q", "attn2.to_q"),
          Map.entry("cross_attn.k", "attn2.to_k"),
          Map.entry("cross_attn.v", "attn2.to_v"),
          Map.entry("cross_attn.o", "attn2.to_out.0"),
          Map.entry("cross_attn.k_img", "attn2.add_k_proj"),
          Map.entry("cross_attn.v_img", "attn2.add_v_proj"),
          Map.entry("ffn.0", "ffn.net.0.proj"),
          Map.entry("ffn.2", "ffn.net.2"),
          Map.entry("before_proj", "proj_in"),
          Map.entry("after_proj", "proj_out"));

  /** Layers outside blocks. */
  static final Map<String, String> ONCE =
      Map.of(
          "text_embedding.0", "condition_embedder.text_embedder.linear_1",
          "text_embedding.2", "condition_embedder.text_embedder.linear_2",
          "time_embedding.0", "condition_embedder.time_embedder.linear_1",
          "time_embedding.2", "condition_embedder.time_embedder.linear_2",
          "time_projection.1", "condition_embedder.time_proj",
          "img_emb.proj.1", "condition_embedder.image_embedder.ff.net.0.proj",
          "img_emb.proj.3", "condition_embedder.image_embedder.ff.net.2",
          "head.head", "proj_out");

  /** How a trainer names the factors of a layer. */
  enum Style {
    KOHYA("lora_unet_", ".lora_down.weight", ".lora_up.weight", true, n -> n.replace('.', '_')),
    KOHYA_OF_FUN(
        "lora_unet__", ".lora_down.weight", ".lora_up.weight", true, n -> n.replace('.', '_')),
    ORIGINAL("diffusion_model.", ".lora_down.weight", ".lora_up.weight", true, n -> n),
    COMFY("diffusion_model.", ".lora_A.weight", ".lora_B.weight", false, n -> n),
    BARE("", ".lora_A.default.weight", ".lora_B.default.weight", false, n -> n),
    DIFFUSERS("transformer.", ".lora_A.weight", ".lora_B.weight", false, LoraFiles::toDiffusers),
    PEFT("base_model.model.", ".lora_A.weight", ".lora_B.weight", true, LoraFiles::toDiffusers),
    FASTVIDEO("", ".lora_A", ".lora_B", false, LoraFiles::toDiffusers),
    KOHYA_OF_DIFFUSERS(
        "lora_unet_",
        ".lora_down.weight",
        ".lora_up.weight",
        true,
        n -> toDiffusers(n).replace('.', '_'));

    final String prefix;
    final String down;
    final String up;
    final boolean alpha;
    final UnaryOperator<String> name;

    Style(String prefix, String down, String up, boolean alpha, UnaryOperator<String> name) {
      this.prefix = prefix;
      this.down = down;
      this.up = up;
      this.alpha = alpha;
      this.name = name;
    }

    String key(String layer, String ending) {
      return prefix + name.apply(layer) + ending;
    }
  }

  private LoraFiles() {}

  static String toDiffusers(String layer) {
    int end = layer.indexOf('.', layer.indexOf("blocks.") + "blocks.".length()) + 1;
    return layer.contains("blocks.")
        ? layer.substring(0, end) + BLOCK.get(layer.substring(end))
        : ONCE.get(layer);
  }

  /** One layer's factors, scaled as the file says. */
  record Pair(Entry down, Entry up, double scale) {
    int rank() {
      return down.shape().getFirst().intValue();
    }

    /** scale * up * down, row by row. */
    double[] product() {
      int out = up.shape().getFirst().intValue();
      int in = down.values().length / rank();
      double[] sum = new double[out * in];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          for (int r = 0; r < rank(); r++) {
            sum[o * in + i] += scale * up.values()[o * rank() + r] * down.values()[r * in + i];
          }
        }
      }
      return sum;
    }
  }

  /** Random factors for every layer that a transformer of original names has, of ranks 1 to 5. */
  static Map<String, Pair> pairs(Checkpoint original, Style style, long seed) {
    Map<String, Pair> out = new LinkedHashMap<>();
    for (String name : original.names()) {
      String layer = name.replaceFirst("\\.weight$", "");
      String inside = layer.replaceFirst("^(vace_)?blocks\\.\\d+\\.", "");
      if (name.endsWith(".weight") && (BLOCK.containsKey(inside) || ONCE.containsKey(layer))) {
        long rows = original.info(name).shape().get(0);
        long columns = original.info(name).shape().get(1);
        int rank = 1 + out.size() % 5;
        long stream = seed * 1000 + out.size() * 2L;
        out.put(
            layer,
            new Pair(
                random(stream, rank, columns),
                random(stream + 1, rows, rank),
                style.alpha ? (2.0 + out.size() % 3) / rank : 1));
      }
    }
    return out;
  }

  static Entry random(long stream, long... shape) {
    long n = java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] v = Philox.normals(77, stream, (int) n);
    for (int i = 0; i < v.length; i++) {
      v[i] *= .05f;
    }
    return new Entry(java.util.Arrays.stream(shape).boxed().toList(), v);
  }

  static Map<String, Entry> entries(Map<String, Pair> pairs, Style style) {
    Map<String, Entry> out = new LinkedHashMap<>();
    pairs.forEach(
        (layer, p) -> {
          out.put(style.key(layer, style.down), p.down());
          out.put(style.key(layer, style.up), p.up());
          if (style.alpha) {
            float alpha = (float) (p.scale() * p.rank());
            out.put(style.key(layer, ".alpha"), new Entry(List.of(), new float[] {alpha}));
          }
        });
    return out;
  }

  static Path write(Path file, Map<String, Entry> tensors) {
    SafetensorsWriter.write(file, tensors, Map.of());
    return file;
  }

  /** A transformer of original names with sums added to its tensors, in a folder of its own. */
  static Path merged(Path base, Path folder, Map<String, double[]> sums) throws IOException {
    Map<String, Entry> out = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(base)) {
      for (String name : c.names()) {
        float[] v = c.floats(name);
        double[] sum = sums.getOrDefault(name, new double[v.length]);
        for (int i = 0; i < v.length; i++) {
          v[i] = (float) (v[i] + sum[i]);
        }
        out.put(name, new Entry(c.info(name).shape(), v));
      }
      if (!c.names().containsAll(sums.keySet())) {
        throw new IllegalArgumentException("sums of no tensor: " + sums.keySet());
      }
    }
    Files.createDirectories(folder);
    Files.copy(base.resolve("config.json"), folder.resolve("config.json"));
    write(folder.resolve("diffusion_pytorch_model.safetensors"), out);
    return folder;
  }
}
