package zoetrope.diffusion.model.wan.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.PartTensors;

/**
 * The tensors of CLIP's vision tower by their original names: what {@link ClipVision} takes, told
 * from a header alone. A test holds both together.
 */
final class ClipTensors {
  /** All of a CLIP that Wan's models do not look at. */
  private static final List<String> UNSEEN =
      List.of(
          // The text tower and what compares texts with pictures.
          "textual\\..*",
          "text_model\\..*",
          "text_projection(\\.weight)?",
          "(log|logit)_scale",
          // What would come behind the last block.
          "visual\\.(post_norm\\..*|head(\\..*)?)",
          "vision_model\\.post_layernorm\\..*",
          "visual_projection\\.weight",
          // Numbers 0, 1, 2, ...
          "vision_model\\.embeddings\\.position_ids");

  private static final List<String> WITH_BIAS =
      List.of(
          "norm1",
          "norm2",
          "attn.to_qkv",
          "attn.to_q_proj",
          "attn.to_k_proj",
          "attn.to_v_proj",
          "attn.proj",
          "mlp.0",
          "mlp.2");

  private ClipTensors() {}

  /** Blocks that are run: all but the last. */
  static int blocks(TensorSource names) {
    int n = 0;
    while (block(names, n + 1)) {
      n++;
    }
    return n;
  }

  /** Whether anything of a block is there: what is missing of it is named when it is taken. */
  private static boolean block(TensorSource names, int i) {
    String name = "transformer." + i + ".";
    return names.has(name + "norm1.weight") || names.has(name + "mlp.0.weight");
  }

  /** Also the tensors of the last block. */
  private static Pattern harmless(TensorSource names) {
    Stream<String> last =
        block(blocks(names)).stream().filter(names::has).map(n -> names.info(n).name());
    return Pattern.compile(
        String.join("|", Stream.concat(UNSEEN.stream(), last.map(Pattern::quote)).toList()));
  }

  private static List<String> block(int i) {
    String block = "transformer." + i + ".";
    return WITH_BIAS.stream()
        .flatMap(l -> Stream.of(block + l + ".weight", block + l + ".bias"))
        .toList();
  }

  static PartTensors of(TensorSource names) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "patch_embedding.weight",
                "cls_embedding",
                "pos_embedding",
                "pre_norm.weight",
                "pre_norm.bias"));
    for (int i = 0; i < blocks(names); i++) {
      all.addAll(block(i));
    }
    return PartTensors.of(names, all, harmless(names));
  }
}
