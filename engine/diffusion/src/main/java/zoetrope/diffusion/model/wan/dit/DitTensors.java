package zoetrope.diffusion.model.wan.dit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.PartTensors;

/**
 * The tensors of a diffusion transformer by their original names: what {@link DitGraph} takes, told
 * from a header alone. A test holds both together.
 */
final class DitTensors {
  /** What may be in a transformer's file and does nothing here. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          String.join(
              "|",
              // Other parts in an all-in-one file, which are taken from files of their own.
              "(first_stage_model|vae|cond_stage_model|text_encoders?|conditioner|clip_vision"
                  + "|model_ema)\\..*",
              // Tables of positions that some trainers store and everybody computes.
              "(.*\\.)?(rope\\.)?freqs(_cos|_sin)?",
              // FastWan's gates of what stands in for places that its attention leaves out; here
              // attention leaves out none.
              ".*\\.to_gate_compress\\.(weight|bias)"));

  private static final List<String> ONCE =
      both(
          "patch_embedding",
          "text_embedding.0",
          "text_embedding.2",
          "time_embedding.0",
          "time_embedding.2",
          "time_projection.1",
          "head.head");

  private static final List<String> IMAGE =
      both("img_emb.proj.0", "img_emb.proj.1", "img_emb.proj.3", "img_emb.proj.4");

  private static final List<String> BLOCK =
      joined(
          both(
              "self_attn.q",
              "self_attn.k",
              "self_attn.v",
              "self_attn.o",
              "cross_attn.q",
              "cross_attn.k",
              "cross_attn.v",
              "cross_attn.o",
              "norm3",
              "ffn.0",
              "ffn.2"),
          List.of(
              "self_attn.norm_q.weight",
              "self_attn.norm_k.weight",
              "cross_attn.norm_q.weight",
              "cross_attn.norm_k.weight",
              "modulation"));

  private static final List<String> IMAGE_IN_A_BLOCK =
      joined(both("cross_attn.k_img", "cross_attn.v_img"), List.of("cross_attn.norm_k_img.weight"));

  private DitTensors() {}

  /**
   * @param names tensors by their original names
   */
  static PartTensors of(TensorSource names, WanShape shape) {
    return PartTensors.of(names, list(shape), HARMLESS);
  }

  /** All names that a transformer of a shape may have. */
  static List<String> list(WanShape shape) {
    List<String> out = new ArrayList<>(ONCE);
    out.add("head.modulation");
    boolean images = shape.imageSize() > 0;
    if (images) {
      out.addAll(IMAGE);
      out.add("img_emb.emb_pos");
    }
    if (shape.referenceChannels() > 0) {
      out.addAll(both("ref_conv"));
    }
    blocks(out, "blocks.", shape.layers(), images);
    if (!shape.sideLayers().isEmpty()) {
      int side = shape.sideLayers().size();
      out.addAll(both("vace_patch_embedding", "vace_blocks.0.before_proj"));
      blocks(out, "vace_blocks.", side, images);
      IntStream.range(0, side).forEach(i -> out.addAll(both("vace_blocks." + i + ".after_proj")));
    }
    return out;
  }

  private static void blocks(List<String> to, String prefix, int count, boolean images) {
    for (int i = 0; i < count; i++) {
      String block = prefix + i + ".";
      BLOCK.forEach(n -> to.add(block + n));
      if (images) {
        IMAGE_IN_A_BLOCK.forEach(n -> to.add(block + n));
      }
    }
  }

  /** Layers with a bias. */
  private static List<String> both(String... layers) {
    return Stream.of(layers).flatMap(l -> Stream.of(l + ".weight", l + ".bias")).toList();
  }

  private static List<String> joined(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }
}
