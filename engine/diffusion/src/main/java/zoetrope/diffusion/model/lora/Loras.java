package zoetrope.diffusion.model.lora;

import java.util.ArrayList;
import java.util.List;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.model.LayerAdditions;

/**
 * LoRAs (Hu et al. 2021) stacked upon one model. They go into its graphs as side branches, {@code y
 * + B A x}, in full precision; the model's own weights stay as they lie in the user's files
 * (decision 13). Whoever opens it closes it.
 */
public final class Loras implements AutoCloseable {
  private final List<Stacked> stack;

  /** One file with its place in the model. */
  record Stacked(LoraFile file, LoraFit fit, LoraCard card, double strength) {}

  private Loras(List<Stacked> stack) {
    this.stack = stack;
  }

  /** No LoRA at all. */
  public static Loras none() {
    return new Loras(List.of());
  }

  /**
   * Opens files and fits them onto a model.
   *
   * @throws CheckpointException when one is damaged, of a kind that is not supported, or made for
   *     another model
   */
  public static Loras open(List<Lora> asked, LoraTarget model) {
    List<Stacked> stack = new ArrayList<>();
    try {
      for (Lora lora : asked) {
        LoraFile file = LoraFile.open(lora.file());
        try {
          LoraFit fit = LoraFit.of(file, model);
          stack.add(new Stacked(file, fit, LoraCard.of(file, fit, model), lora.strength()));
        } catch (RuntimeException e) {
          file.close();
          throw e;
        }
      }
      return new Loras(stack);
    } catch (RuntimeException e) {
      stack.forEach(s -> s.file().close());
      throw e;
    }
  }

  /** What was found, in the order asked for. */
  public List<LoraCard> cards() {
    return stack.stream().map(Stacked::card).toList();
  }

  /** What they add to the layers of one graph while it is built. */
  public LayerAdditions in(Graph graph) {
    List<Stacked> felt = stack.stream().filter(s -> s.strength() != 0).toList();
    return felt.isEmpty() ? LayerAdditions.none() : new LoraBranches(graph, felt);
  }

  @Override
  public void close() {
    stack.forEach(s -> s.file().close());
  }
}
