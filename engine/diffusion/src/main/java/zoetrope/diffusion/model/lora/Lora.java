package zoetrope.diffusion.model.lora;

import java.nio.file.Path;

/**
 * A LoRA file as the user asks for it.
 *
 * @param file in safetensors
 * @param strength 1 as it was trained, 0 for nothing, negative for the opposite
 */
public record Lora(Path file, double strength) {
  private static final double MOST = 10;

  public Lora {
    if (!(Math.abs(strength) <= MOST)) {
      throw new IllegalArgumentException(
          "a LoRA's strength is from -10 to 10, not " + strength + " (" + file + ")");
    }
  }
}
