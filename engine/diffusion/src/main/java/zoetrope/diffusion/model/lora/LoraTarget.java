package zoetrope.diffusion.model.lora;

import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * A model that a LoRA may be made for.
 *
 * @param model for messages
 * @param layers from every name that a LoRA may call a layer by to the layer's own
 * @param tensors the model's, by the layers' own names
 */
public record LoraTarget(String model, Map<String, String> layers, TensorSource tensors) {
  public LoraTarget {
    layers = Map.copyOf(layers);
  }

  Optional<String> layer(String module) {
    return Optional.ofNullable(layers.get(module));
  }

  /** Name of a layer's main tensor: its weight, or itself where it is no more than a tensor. */
  String main(String layer) {
    return tensors.has(layer + ".weight") ? layer + ".weight" : layer;
  }

  TensorInfo tensor(String name) {
    return tensors.info(name);
  }

  boolean has(String name) {
    return tensors.has(name);
  }
}
