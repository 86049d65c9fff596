package zoetrope.diffusion.model.wan.dit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.lora.LoraTarget;

/** A diffusion transformer's layers under every name that LoRA files call them by. */
final class WanLayers {
  private static final List<String> ONCE =
      List.of(
          "patch_embedding",
          "vace_patch_embedding",
          "text_embedding.0",
          "text_embedding.2",
          "time_embedding.0",
          "time_embedding.2",
          "time_projection.1",
          "img_emb.proj.0",
          "img_emb.proj.1",
          "img_emb.proj.3",
          "img_emb.proj.4",
          "head.head",
          "head.modulation");

  private static final List<String> IN_A_BLOCK =
      List.of(
          "self_attn.q",
          "self_attn.k",
          "self_attn.v",
          "self_attn.o",
          "self_attn.norm_q",
          "self_attn.norm_k",
          "cross_attn.q",
          "cross_attn.k",
          "cross_attn.v",
          "cross_attn.o",
          "cross_attn.norm_q",
          "cross_attn.norm_k",
          "cross_attn.k_img",
          "cross_attn.v_img",
          "cross_attn.norm_k_img",
          "norm3",
          "ffn.0",
          "ffn.2",
          "modulation",
          "before_proj",
          "after_proj");

  private WanLayers() {}

  /**
   * Each layer by its original name and by diffusers', with points or, as kohya has it, underscores
   * in it.
   *
   * @param names tensors by their original names
   */
  static LoraTarget of(TensorSource names, WanShape shape) {
    List<String> all = new ArrayList<>(ONCE);
    for (int i = 0; i < shape.layers(); i++) {
      block(all, "blocks." + i + ".");
    }
    for (int i = 0; i < shape.sideLayers().size(); i++) {
      block(all, "vace_blocks." + i + ".");
    }
    Map<String, String> layers = new HashMap<>();
    for (String layer : all) {
      if (names.has(layer + ".weight") || names.has(layer)) {
        String diffusers = diffusers(layer);
        for (String alias : List.of(layer, diffusers)) {
          layers.put(alias, layer);
          layers.put(alias.replace('.', '_'), layer);
        }
      }
    }
    return new LoraTarget(words(shape), layers, names);
  }

  private static void block(List<String> all, String prefix) {
    IN_A_BLOCK.forEach(l -> all.add(prefix + l));
  }

  private static String diffusers(String layer) {
    String end = ".weight"; // whose point parts of names end with
    String out = WanNames.toDiffusers(layer + end);
    return out.substring(0, out.length() - end.length());
  }

  private static String words(WanShape shape) {
    return "this Wan transformer of %d layers, %d wide".formatted(shape.layers(), shape.dim());
  }
}
