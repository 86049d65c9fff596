package zoetrope.diffusion.model.wan.dit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.lora.LoraTarget;

/** A diffusion transformer's layers under every name that LoRA files call them by. */
final class WanLayers {
  private static final Pattern ENDING = Pattern.compile("\\.(weight|bias)$");

  private WanLayers() {}

  /**
   * Each layer by its original name and by diffusers', with points or, as kohya has it, underscores
   * in it.
   *
   * @param names tensors by their original names
   */
  static LoraTarget of(TensorSource names, WanShape shape) {
    List<String> all =
        DitTensors.list(shape).stream()
            .map(n -> ENDING.matcher(n).replaceFirst(""))
            .distinct()
            .toList();
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

  private static String diffusers(String layer) {
    String end = ".weight"; // whose point parts of names end with
    String out = WanNames.toDiffusers(layer + end);
    return out.substring(0, out.length() - end.length());
  }

  private static String words(WanShape shape) {
    return "this Wan transformer of %d layers, %d wide".formatted(shape.layers(), shape.dim());
  }
}
