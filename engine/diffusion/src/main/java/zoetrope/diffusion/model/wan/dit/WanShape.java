package zoetrope.diffusion.model.wan.dit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * Sizes of a diffusion transformer. All that tensors tell is read from them; the rest, which is the
 * number of heads, the epsilon and the text's length, from {@code config.json}, or is Wan2.1's own.
 *
 * @param dim width of a token
 * @param heads attention heads, each of {@code dim / heads}
 * @param layers blocks
 * @param inChannels channels of the input, conditions included
 * @param outChannels channels of the latent
 * @param patch frames, rows and columns of a patch
 * @param textSize width of the text encoder's vectors
 * @param textLength rows that a prompt is padded to
 * @param frequencies length of the time step's sinusoid
 * @param imageSize width of the image encoder's vectors, 0 when the model takes none
 * @param imageTokens rows of image vectors of a model that takes a first and a last frame together,
 *     and only both; 0 for any other
 * @param referenceChannels channels of a reference picture's latent, 0 when the model takes none
 * @param sideLayers blocks that VACE's side blocks add to, in order; empty when there are none
 * @param sideChannels channels of VACE's context
 * @param eps of the layer norms and of the query and key norms
 */
public record WanShape(
    int dim,
    int heads,
    int layers,
    int inChannels,
    int outChannels,
    List<Integer> patch,
    int textSize,
    int textLength,
    int frequencies,
    int imageSize,
    int imageTokens,
    int referenceChannels,
    List<Integer> sideLayers,
    int sideChannels,
    float eps) {
  /** Rows of the text, where images come with it (the original code has them fixed). */
  private static final int TEXT_WITH_IMAGE = 512;

  private static final int HEAD = 128;

  public WanShape {
    patch = List.copyOf(patch);
    sideLayers = List.copyOf(sideLayers);
    if (layers == 0 || heads <= 0 || dim % heads != 0 || dim / heads % 2 != 0) {
      throw new IllegalArgumentException(
          "%d blocks of %d numbers in %d heads".formatted(layers, dim, heads));
    }
    if (frequencies % 2 != 0) {
      throw new IllegalArgumentException("time steps of " + frequencies + " frequencies");
    }
    int last = layers;
    if (patch.stream().anyMatch(p -> p <= 0) || sideLayers.stream().anyMatch(l -> l >= last)) {
      throw new IllegalArgumentException(
          "patches of %s, side blocks on %s of %d".formatted(patch, sideLayers, layers));
    }
  }

  /** Numbers in one head. */
  public int headSize() {
    return dim / heads;
  }

  /** Tokens of a latent of so many frames, rows and columns. */
  public int tokens(int frames, int rows, int columns) {
    return (frames / patch.get(0)) * (rows / patch.get(1)) * (columns / patch.get(2));
  }

  /** Reads the sizes; {@code config} may be an empty object. */
  public static WanShape of(TensorSource names, JsonNode config) {
    List<Long> patch = names.info("patch_embedding.weight").shape();
    int dim = Math.toIntExact(patch.get(0));
    int p = Math.toIntExact(patch.get(2) * patch.get(3) * patch.get(4));
    boolean images = names.has("img_emb.proj.1.weight") || names.has("img_emb.proj.1.bias");
    boolean side = names.has("vace_patch_embedding.weight") || has(names, "vace_blocks.0.");
    return new WanShape(
        dim,
        integer(config, dim / HEAD == 0 ? 1 : dim / HEAD, "num_heads", "num_attention_heads"),
        count(names, "blocks.%d."),
        Math.toIntExact(patch.get(1)),
        Math.toIntExact(names.info("head.head.weight").shape().getFirst()) / p,
        patch.subList(2, 5).stream().map(Math::toIntExact).toList(),
        size(names, "text_embedding.0.weight"),
        images ? TEXT_WITH_IMAGE : integer(config, TEXT_WITH_IMAGE, "text_len"),
        size(names, "time_embedding.0.weight"),
        images ? size(names, "img_emb.proj.1.weight") : 0,
        names.has("img_emb.emb_pos") ? size(names, "img_emb.emb_pos") : 0,
        names.has("ref_conv.weight") ? size(names, "ref_conv.weight") : 0,
        side ? sideLayers(names, config) : List.of(),
        side ? Math.toIntExact(names.info("vace_patch_embedding.weight").shape().get(1)) : 0,
        (float) config.path("eps").asDouble(1e-6));
  }

  /** The second size, which is the number of inputs of a layer. */
  private static int size(TensorSource names, String linear) {
    return Math.toIntExact(names.info(linear).shape().get(1));
  }

  private static int integer(JsonNode config, int usual, String... keys) {
    for (String k : keys) {
      if (config.path(k).isIntegralNumber()) {
        return config.path(k).asInt();
      }
    }
    return usual;
  }

  /** Blocks of which anything is there: what is missing of one is named when it is asked for. */
  private static int count(TensorSource names, String pattern) {
    int n = 0;
    while (has(names, pattern.formatted(n))) {
      n++;
    }
    return n;
  }

  private static boolean has(TensorSource names, String block) {
    return Stream.of("ffn.0.weight", "self_attn.q.weight", "modulation")
        .anyMatch(part -> names.has(block + part));
  }

  /**
   * Where the configuration does not say, side blocks are spread evenly, as published models do.
   */
  private static List<Integer> sideLayers(TensorSource names, JsonNode config) {
    Set<Integer> said = new TreeSet<>();
    config.path("vace_layers").forEach(n -> said.add(n.asInt()));
    if (!said.isEmpty()) {
      return List.copyOf(said);
    }
    int side = count(names, "vace_blocks.%d.");
    int layers = count(names, "blocks.%d.");
    List<Integer> even = new ArrayList<>();
    for (int i = 0; i < side; i++) {
      even.add(i * layers / side);
    }
    return even;
  }
}
