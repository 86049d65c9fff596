package zoetrope.diffusion.model.lora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a LoRA turned out to hold, and for which model.
 *
 * @param file where it lies
 * @param model that it was fitted onto
 * @param style of its names: kohya, diffusers or original
 * @param layers that it has a pair of factors for
 * @param least rank of the pairs; 0 without pairs
 * @param most rank of the pairs
 * @param small tensors that it adds to as they are: biases, norms, modulations, kernels
 * @param unmatched its names that have no place in the model
 * @param metadata what its maker wrote into it
 */
public record LoraCard(
    Path file,
    String model,
    String style,
    int layers,
    long least,
    long most,
    int small,
    List<String> unmatched,
    Map<String, String> metadata) {
  private static final int SHOWN = 5;

  public LoraCard {
    unmatched = List.copyOf(unmatched);
    metadata = Map.copyOf(metadata);
  }

  /** The same, laid upon one part of the model only. */
  public LoraCard on(String part) {
    return new LoraCard(
        file, model + " (" + part + ")", style, layers, least, most, small, unmatched, metadata);
  }

  /** A sentence a line, for people. */
  public List<String> words() {
    List<String> out = new ArrayList<>();
    String rank = least == most ? "rank " + least : "ranks " + least + " to " + most;
    out.add(
        String.format(
            Locale.ROOT,
            "%s: LoRA with %s names for %s: %d layers%s%s",
            file.getFileName(),
            style,
            model,
            layers,
            layers > 0 ? " of " + rank : "",
            small > 0 ? ", " + small + " small tensors" : ""));
    if (!unmatched.isEmpty()) {
      String more = unmatched.size() > SHOWN ? ", ..." : "";
      List<String> first = unmatched.subList(0, Math.min(SHOWN, unmatched.size()));
      out.add(
          "%d of its tensors have no place in this model and are left out: %s%s"
              .formatted(unmatched.size(), String.join(", ", first), more));
    }
    return out;
  }

  static LoraCard of(LoraFile file, LoraFit fit, LoraTarget model) {
    List<Long> ranks = fit.low().values().stream().map(LoraFit.LowRank::rank).sorted().toList();
    return new LoraCard(
        file.path(),
        model.model(),
        style(file),
        ranks.size(),
        ranks.isEmpty() ? 0 : ranks.getFirst(),
        ranks.isEmpty() ? 0 : ranks.getLast(),
        fit.terms().values().stream().mapToInt(List::size).sum(),
        fit.unmatched(),
        file.metadata());
  }

  private static String style(LoraFile file) {
    List<String> names = List.copyOf(file.modules().keySet());
    if (names.stream().anyMatch(n -> n.matches("blocks_\\d+_.*"))) {
      return "kohya";
    }
    boolean diffusers = names.stream().anyMatch(n -> n.matches(".*\\.attn[12]\\..*"));
    return diffusers ? "diffusers" : "original";
  }
}
