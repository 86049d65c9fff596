package zoetrope.diffusion.model.lora;

import java.util.List;
import java.util.Map;

/** Guesses from its names what a LoRA was made for, to say so when it does not fit. */
final class Architecture {
  private static final List<Map.Entry<String, String>> SIGNS =
      List.of(
          Map.entry("single_transformer_blocks", "Flux"),
          Map.entry("double_blocks", "Flux or HunyuanVideo"),
          Map.entry("joint_blocks", "Stable Diffusion 3"),
          Map.entry("down_blocks", "a Stable Diffusion U-Net"),
          Map.entry("input_blocks", "a Stable Diffusion U-Net"),
          Map.entry("transformer_blocks", "LTX-Video, CogVideoX or a kin of theirs"),
          Map.entry("lora_te", "a text encoder"),
          Map.entry("text_encoder", "a text encoder"));

  private Architecture() {}

  /** A clause that begins with a semicolon, or nothing. */
  static String words(LoraFile file) {
    for (String key : List.of("modelspec.architecture", "ss_base_model_version", "base_model")) {
      String said = file.metadata().getOrDefault(key, "");
      if (!said.isBlank()) {
        return "; it says that it was made for " + said;
      }
    }
    for (Map.Entry<String, String> s : SIGNS) {
      if (file.modules().keySet().stream().anyMatch(m -> m.contains(s.getKey()))) {
        return "; its names are those of one for " + s.getValue();
      }
    }
    return "";
  }
}
