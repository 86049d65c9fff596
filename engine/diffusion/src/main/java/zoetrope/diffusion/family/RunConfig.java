package zoetrope.diffusion.family;

import java.util.List;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.tuning.Tuning;

/**
 * How a model is run, besides what shots ask for.
 *
 * @param tuning what the user chose
 * @param loras laid upon it, in their order
 */
public record RunConfig(Tuning tuning, List<Lora> loras) {
  /** As its makers advise. */
  public static final RunConfig ADVISED = new RunConfig(Tuning.NONE, List.of());

  public RunConfig {
    loras = List.copyOf(loras);
  }
}
