package zoetrope.diffusion.model.wan.plan;

import java.util.List;
import zoetrope.diffusion.runtime.Precision;

/**
 * How a clip's parts are held in memory.
 *
 * @param text precision of the text encoder, which runs on the CPU
 * @param transformer precision of the transformer
 * @param blocks blocks of the transformer in memory at a time; 0 for all, where they fit
 * @param vaeBudget bytes for the autoencoder, which tiles pictures to stay within
 * @param tiles of the autoencoder
 * @param memory bytes, by part; the parts follow one another, so the largest counts
 * @param remarks sentences for people
 */
public record Placement(
    Precision text,
    Precision transformer,
    int blocks,
    long vaeBudget,
    int tiles,
    Parts memory,
    List<String> remarks) {
  public Placement {
    remarks = List.copyOf(remarks);
  }
}
