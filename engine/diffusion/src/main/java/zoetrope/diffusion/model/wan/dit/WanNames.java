package zoetrope.diffusion.model.wan.dit;

import java.util.List;
import java.util.Map;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.RenamedTensors;

/**
 * A diffusion transformer's tensors under the names of the original Wan release, whichever names
 * its files use: the original ones, with or without a prefix as single-file repacks have it, or
 * those of diffusers (huggingface/diffusers, scripts/convert_wan_to_diffusers.py).
 */
public final class WanNames {
  private static final List<String> PREFIXES = List.of("", "model.diffusion_model.", "model.");

  /** Original parts of names, longest first where one begins another, and what diffusers says. */
  private static final List<Map.Entry<String, String>> PARTS =
      List.of(
          Map.entry("text_embedding.0", "condition_embedder.text_embedder.linear_1"),
          Map.entry("text_embedding.2", "condition_embedder.text_embedder.linear_2"),
          Map.entry("time_embedding.0", "condition_embedder.time_embedder.linear_1"),
          Map.entry("time_embedding.2", "condition_embedder.time_embedder.linear_2"),
          Map.entry("time_projection.1", "condition_embedder.time_proj"),
          Map.entry("img_emb.proj.0", "condition_embedder.image_embedder.norm1"),
          Map.entry("img_emb.proj.1", "condition_embedder.image_embedder.ff.net.0.proj"),
          Map.entry("img_emb.proj.3", "condition_embedder.image_embedder.ff.net.2"),
          Map.entry("img_emb.proj.4", "condition_embedder.image_embedder.norm2"),
          Map.entry("img_emb.emb_pos", "condition_embedder.image_embedder.pos_embed"),
          Map.entry("head.head", "proj_out"),
          Map.entry("head.modulation", "scale_shift_table"),
          Map.entry(".modulation", ".scale_shift_table"),
          Map.entry(".before_proj", ".proj_in"),
          Map.entry(".after_proj", ".proj_out"),
          Map.entry(".self_attn.", ".attn1."),
          Map.entry(".cross_attn.norm_k_img", ".attn2.norm_added_k"),
          Map.entry(".cross_attn.k_img", ".attn2.add_k_proj"),
          Map.entry(".cross_attn.v_img", ".attn2.add_v_proj"),
          Map.entry(".cross_attn.", ".attn2."),
          Map.entry(".attn1.o.", ".attn1.to_out.0."),
          Map.entry(".attn2.o.", ".attn2.to_out.0."),
          Map.entry(".q.", ".to_q."),
          Map.entry(".k.", ".to_k."),
          Map.entry(".v.", ".to_v."),
          Map.entry(".norm3.", ".norm2."),
          Map.entry(".ffn.0.", ".ffn.net.0.proj."),
          Map.entry(".ffn.2.", ".ffn.net.2."));

  private WanNames() {}

  /** Recognises the names by the text embedding, which every model of the family has. */
  public static TensorSource of(TensorSource files) {
    for (String p : PREFIXES) {
      if (files.has(p + toDiffusers("text_embedding.0.weight"))) {
        return new RenamedTensors(files, name -> p + toDiffusers(name));
      }
      if (files.has(p + "text_embedding.0.weight")) {
        return new RenamedTensors(files, name -> p + name);
      }
    }
    return files; // what is missing is named when it is asked for
  }

  static String toDiffusers(String name) {
    String out = name;
    for (Map.Entry<String, String> part : PARTS) {
      out = out.replace(part.getKey(), part.getValue());
    }
    return out;
  }
}
