package zoetrope.diffusion.family;

import java.util.List;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.lora.LoraCard;

/** A part of a model that LoRAs can be laid upon. */
public interface LoraSlot {
  /** The part's key on the card. */
  String part();

  /** Whether a LoRA is laid upon it: of two parts, one may be for one of them only. */
  default boolean takes(Lora lora) {
    return true;
  }

  /**
   * What LoRAs hold for it.
   *
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when one does not fit
   */
  List<LoraCard> cards(List<Lora> loras);
}
