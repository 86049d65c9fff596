package zoetrope.diffusion.model.lora;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor's name in a LoRA file, taken apart. The endings are those of kohya's sd-scripts, of PEFT
 * and diffusers (huggingface/diffusers, loaders/lora_conversion_utils.py) and of the differences
 * that ComfyUI and LightX2V extract (ModelTC/LightX2V, utils/lora_loader.py).
 *
 * @param module the layer, under whatever name the file's style gives it, without prefixes
 * @param part which of the layer's tensors it is
 */
record LoraKey(String module, Part part) {
  /** What a tensor is to its layer. */
  enum Part {
    /** A, [rank, in]. */
    DOWN,
    /** B, [out, rank]. */
    UP,
    /** Added to the branch's output, scaled as the branch is. */
    UP_BIAS,
    /** Numerator of the branch's scale alpha / rank. */
    ALPHA,
    /** Added to the weight as it is. */
    DIFF,
    /** Added to the bias. */
    DIFF_BIAS,
    /** Added to a block's modulation. */
    DIFF_MODULATION
  }

  private record Ending(Pattern name, Part part) {}

  private record Family(Pattern name, String words) {}

  private static final List<Ending> ENDINGS =
      List.of(
          ending(
              "(?:\\.lora_down|[._]lora\\.down|\\.lora_linear_layer\\.down"
                  + "|\\.lora_A(?:\\.(?!weight$|bias$)[^.]+)?)(?:\\.weight)?",
              Part.DOWN),
          ending(
              "(?:\\.lora_up|[._]lora\\.up|\\.lora_linear_layer\\.up"
                  + "|\\.lora_B(?:\\.(?!weight$|bias$)[^.]+)?)(?:\\.weight)?",
              Part.UP),
          ending(
              "(?:\\.lora_up|[._]lora\\.up|\\.lora_B(?:\\.(?!bias$)[^.]+)?)\\.bias", Part.UP_BIAS),
          ending("\\.(?:lora_)?alpha", Part.ALPHA),
          ending("\\.diff_b", Part.DIFF_BIAS),
          ending("\\.diff_m", Part.DIFF_MODULATION),
          ending("\\.diff", Part.DIFF));

  private static final List<Family> UNSUPPORTED =
      List.of(
          family("\\.hada_w\\d", "LoHa (Hadamard product) of LyCORIS"),
          family("\\.lokr_w\\d", "LoKr (Kronecker product) of LyCORIS"),
          family("\\.lora_mid\\.", "Tucker-decomposed LoCon of LyCORIS"),
          family("\\.(?:oft_|boft)", "OFT (orthogonal fine-tuning)"),
          family("\\.(?:dora_scale|lora_magnitude_vector)", "DoRA (weight-decomposed LoRA)"),
          family("\\.[ab][12]\\.weight$", "GLoRA of LyCORIS"),
          family("\\.on_input$", "(IA)3 of LyCORIS"),
          family("\\.set_weight$", "patch that replaces whole weights"));

  private static final Pattern PREFIXES =
      Pattern.compile(
          "^(?:base_model\\.model\\.|diffusion_model\\.|transformer\\.|model\\.|unet\\.|pipe\\."
              + "|dit\\.|module\\.|lora_unet_+|lora_transformer_+)+");

  private static Ending ending(String pattern, Part part) {
    return new Ending(Pattern.compile("(.+?)" + pattern), part);
  }

  private static Family family(String pattern, String words) {
    return new Family(Pattern.compile(pattern), words);
  }

  /** Empty for a name that is none of a LoRA's. */
  static Optional<LoraKey> parse(String name) {
    for (Ending e : ENDINGS) {
      Matcher m = e.name().matcher(name);
      if (m.matches()) {
        return Optional.of(new LoraKey(PREFIXES.matcher(m.group(1)).replaceFirst(""), e.part()));
      }
    }
    return Optional.empty();
  }

  /** What kind of adapter a name belongs to, where it is one that is not supported. */
  static Optional<String> unsupported(String name) {
    return UNSUPPORTED.stream()
        .filter(f -> f.name().matcher(name).find())
        .map(Family::words)
        .findFirst();
  }
}
