package zoetrope.diffusion.model.wan.folder;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/**
 * How a part of a Wan2.1 model is known by its tensors.
 *
 * @param layout whose names they have, for people
 * @param sized the tensor that tells whether it fits the transformer
 * @param dimension which of its sizes tells it
 */
record PartSign(Part part, String layout, String sized, int dimension, Predicate<Checkpoint> sign) {
  /** Sizes of a convolution's kernel over time and plane. */
  private static final int SPACE_TIME = 5;

  /** Image encoders first: their patches are embedded under the transformer's name. */
  private static final List<PartSign> ALL =
      List.of(
          vision("original", "visual.patch_embedding.weight"),
          vision("transformers", "vision_model.embeddings.patch_embedding.weight"),
          transformer("original", "text_embedding.0.weight"),
          transformer("diffusers", "condition_embedder.text_embedder.linear_1.weight"),
          text("original", "token_embedding.weight", ".attn.q.weight"),
          text("transformers", "shared.weight", ".SelfAttention.q.weight"),
          text("transformers", "encoder.embed_tokens.weight", ".SelfAttention.q.weight"),
          text("llama.cpp", "token_embd.weight", "enc.blk.0.attn_q.weight"),
          new PartSign(
              Part.AUTOENCODER,
              "original",
              "conv2.weight",
              0,
              c -> c.has("conv2.weight") && convolves(c, "decoder.conv1.weight")),
          new PartSign(
              Part.AUTOENCODER,
              "diffusers",
              "post_quant_conv.weight",
              0,
              c -> c.has("post_quant_conv.weight") && convolves(c, "decoder.conv_in.weight")));

  private static PartSign vision(String layout, String patches) {
    return new PartSign(Part.IMAGE_ENCODER, layout, patches, 0, c -> c.has(patches));
  }

  private static PartSign transformer(String layout, String text) {
    return new PartSign(
        Part.TRANSFORMER, layout, text, 1, c -> ends(c, "patch_embedding.weight") && ends(c, text));
  }

  private static PartSign text(String layout, String words, String query) {
    return new PartSign(Part.TEXT_ENCODER, layout, words, 1, c -> c.has(words) && ends(c, query));
  }

  private static boolean ends(Checkpoint c, String end) {
    return c.names().stream().anyMatch(n -> n.endsWith(end));
  }

  private static boolean convolves(Checkpoint c, String kernel) {
    return c.has(kernel) && c.info(kernel).shape().size() == SPACE_TIME;
  }

  /** The part that a file is; empty when it is none. */
  static Optional<PartSign> of(Checkpoint c) {
    return ALL.stream().filter(s -> s.sign().test(c)).findFirst();
  }
}
