package zoetrope.diffusion.model.wan.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.RawSafetensors;

/**
 * Replicas of the files that lie on users' disks: all names and, but for their size, all shapes,
 * with zeros for weights.
 *
 * @param folder where they are made
 */
record Replicas(Path folder) {
  private static final Path SET = Path.of("..", "..", "src-test", "reference");

  /** Names and sizes. */
  static Map<String, List<Long>> header(String checkpoint) {
    Map<String, List<Long>> out = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(SET.resolve(checkpoint))) {
      c.names().forEach(n -> out.put(n, c.info(n).shape()));
    }
    return out;
  }

  static Map<String, List<Long>> with(Map<String, List<Long>> some, Object... more) {
    Map<String, List<Long>> out = new LinkedHashMap<>(some);
    out.putAll(ToyFiles.tensors(more));
    return out;
  }

  static int[] shape(int... sizes) {
    return sizes;
  }

  /** A transformer of the tiny set; its latent has 16 channels. */
  static Map<String, List<Long>> transformer(String kind) {
    return switch (kind) {
      case "flf2v" -> with(header("i2v/wan"), "img_emb.emb_pos", shape(1, 10, 32));
      case "control" ->
          with(
              header("i2v/wan"),
              "patch_embedding.weight",
              shape(40, 48, 1, 2, 2),
              "ref_conv.weight",
              shape(40, 16, 2, 2),
              "ref_conv.bias",
              shape(40));
      default -> header(kind);
    };
  }

  Path write(String name, Form form, Map<String, List<Long>> tensors) throws IOException {
    return form.of(tensors).write(folder.resolve(name));
  }

  /** All other parts of a model. */
  void rest() throws IOException {
    copy("umt5/wan/models_t5_umt5-enc.safetensors", "text/t5.safetensors");
    copy("vae/wan/Wan2.1_VAE.safetensors", "vae/vae.safetensors");
    copy("clip/wan/models_clip_open-clip-xlm-roberta.safetensors", "clip/clip.safetensors");
    copy("tokenizer/spm.fast.tokenizer.json", "tokenizer/tokenizer.json");
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to).getParent());
    Files.copy(SET.resolve(from), folder.resolve(to));
  }

  /** In which form a transformer's file is. */
  enum Form {
    FP32("F32"),
    BF16("BF16"),
    FP16("F16"),
    FP8("F8_E4M3"),
    FP8_E5M2("F8_E5M2"),
    PREFIXED("F16", "model.diffusion_model.", ""),
    SCALED_FP8("F8_E4M3", "", "scale_weight"),
    SCALED_FP8_PREFIXED("F8_E4M3", "model.diffusion_model.", "scale_weight"),
    COMFY_FP8("F8_E4M3", "", "comfy_quant"),
    COMFY_FP8_PREFIXED("F8_E4M3", "model.diffusion_model.", "comfy_quant"),
    LIGHTX2V_FP8("F8_E4M3", "", "weight_scale");

    private final String type;
    private final String prefix;
    private final String scale;

    Form(String type) {
      this(type, "", "");
    }

    Form(String type, String prefix, String scale) {
      this.type = type;
      this.prefix = prefix;
      this.scale = scale;
    }

    RawSafetensors of(Map<String, List<Long>> tensors) {
      RawSafetensors out = new RawSafetensors();
      tensors.forEach((name, shape) -> add(out, prefix + name, shape));
      if (scale.equals("scale_weight")) {
        out.zeros(prefix + "scaled_fp8", "F8_E4M3", 0);
      }
      return out;
    }

    private void add(RawSafetensors out, String name, List<Long> shape) {
      boolean scaled = !scale.isEmpty() && shape.size() == 2 && name.endsWith(".weight");
      long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
      out.zeros(name, scale.isEmpty() || scaled ? type : "BF16", sizes);
      if (!scaled) {
        return;
      }
      String layer = name.substring(0, name.length() - "weight".length());
      switch (scale) {
        case "scale_weight" -> {
          out.zeros(layer + "scale_weight", "F32", 1);
          out.zeros(layer + "scale_input", "F32", 1);
        }
        case "comfy_quant" -> {
          out.zeros(layer + "weight_scale", "F32");
          out.zeros(layer + "input_scale", "F32");
          out.text(layer + "comfy_quant", "{\"format\": \"float8_e4m3fn\"}");
        }
        default -> out.zeros(layer + "weight_scale", "F32", shape.getFirst(), 1);
      }
    }
  }
}
