package zoetrope.diffusion.model.wan.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.PartTensors;

/**
 * The tensors of UMT5's encoder by their original names: what {@link Umt5} takes, told from a
 * header alone. A test holds both together.
 */
final class Umt5Tensors {
  static final String EMBEDDING = "token_embedding.weight";

  /** The embedding under its other name, and the half of the whole UMT5 that answers. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "shared\\.weight|encoder\\.embed_tokens\\.weight|decoder\\..*|lm_head\\..*"
              + "|dec\\..*|output\\.weight");

  private static final List<String> BLOCK =
      List.of(
          "norm1.weight",
          "norm2.weight",
          "attn.q.weight",
          "attn.k.weight",
          "attn.v.weight",
          "attn.o.weight",
          "ffn.gate.0.weight",
          "ffn.fc1.weight",
          "ffn.fc2.weight",
          "pos_embedding.embedding.weight");

  private Umt5Tensors() {}

  /** Whether anything of a block is there: what is missing of it is named when it is taken. */
  static boolean block(TensorSource names, int i) {
    return names.has("blocks." + i + ".norm1.weight")
        || names.has("blocks." + i + ".attn.q.weight");
  }

  static PartTensors of(TensorSource names) {
    List<String> all = new ArrayList<>(List.of(EMBEDDING, "norm.weight"));
    for (int i = 0; block(names, i); i++) {
      String block = "blocks." + i + ".";
      BLOCK.forEach(n -> all.add(block + n));
    }
    return PartTensors.of(names, all, HARMLESS);
  }
}
