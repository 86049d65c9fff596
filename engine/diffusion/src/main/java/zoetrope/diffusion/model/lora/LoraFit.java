package zoetrope.diffusion.model.lora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.model.lora.LoraKey.Part;

/**
 * One file's tensors in the places of one model where they belong; every shape has been checked.
 *
 * @param low pairs of factors, by layer
 * @param terms what is added to tensors, by the tensors' names
 * @param unmatched the file's names that have no place in the model
 */
record LoraFit(Map<String, LowRank> low, Map<String, List<Term>> terms, List<String> unmatched) {
  /**
   * scale * up * down is added to a layer's weight.
   *
   * @param down [rank, in]; the kernel of a convolution behind its first size
   * @param up [out, rank]
   */
  record LowRank(TensorInfo down, TensorInfo up, double scale) {
    long rank() {
      return down.shape().getFirst();
    }
  }

  /** scale * values is added to a tensor. */
  record Term(TensorInfo values, double scale) {}

  static LoraFit of(LoraFile file, LoraTarget model) {
    return new Fitting(file, model).fit();
  }

  private static final class Fitting {
    private final LoraFile file;
    private final LoraTarget model;
    private final Map<String, LowRank> low = new HashMap<>();
    private final Map<String, List<Term>> terms = new HashMap<>();
    private final List<String> unmatched;

    Fitting(LoraFile file, LoraTarget model) {
      this.file = file;
      this.model = model;
      unmatched = new ArrayList<>(file.strange());
    }

    LoraFit fit() {
      file.modules()
          .forEach(
              (module, parts) -> {
                Optional<String> layer = model.layer(module);
                layer.ifPresent(l -> pair(l, parts));
                parts.forEach((part, t) -> place(module, layer, part, parts));
              });
      if (low.isEmpty() && terms.isEmpty()) {
        throw new CheckpointException(
            file.path(),
            "none of its %d layers is one of %s%s"
                .formatted(file.modules().size(), model.model(), Architecture.words(file)),
            "Take a LoRA that was made for this model");
      }
      return new LoraFit(low, terms, unmatched);
    }

    private void place(
        String module, Optional<String> layer, Part part, Map<Part, TensorInfo> parts) {
      TensorInfo t = parts.get(part);
      switch (part) {
        case DOWN, UP, ALPHA -> {
          if (layer.isEmpty() && part != Part.ALPHA) {
            unmatched.add(t.name());
          }
        }
        case DIFF -> add(layer.map(model::main), t, 1);
        case DIFF_BIAS -> add(layer.map(l -> l + ".bias"), t, 1);
        case DIFF_MODULATION -> add(model.layer(module + ".modulation"), t, 1);
        case UP_BIAS ->
            add(
                layer.map(l -> l + ".bias"),
                t,
                layer.map(low::get).map(LowRank::scale).orElse(1.0));
      }
    }

    private void add(Optional<String> tensor, TensorInfo t, double scale) {
      if (tensor.filter(model::has).isEmpty()) {
        unmatched.add(t.name());
        return;
      }
      TensorInfo own = model.tensor(tensor.get());
      if (!sizes(own).equals(sizes(t))) {
        throw misfit(t, own);
      }
      terms.computeIfAbsent(tensor.get(), k -> new ArrayList<>()).add(new Term(t, scale));
    }

    /** Sizes of 1 are said by some and left out by others. */
    private static List<Long> sizes(TensorInfo t) {
      return t.shape().stream().filter(n -> n != 1).toList();
    }

    private void pair(String layer, Map<Part, TensorInfo> parts) {
      TensorInfo down = parts.get(Part.DOWN);
      TensorInfo up = parts.get(Part.UP);
      if (down == null && up == null) {
        return;
      }
      if (down == null || up == null) {
        throw file.broken("of the pair of " + layer + " it holds one half only");
      }
      TensorInfo own = model.tensor(model.main(layer));
      List<Long> w = own.shape();
      List<Long> a = down.shape();
      List<Long> b = up.shape();
      if (w.size() < 2) {
        throw misfit(down, own);
      }
      boolean rank = a.size() == w.size() && b.size() >= 2 && b.get(1).equals(a.getFirst());
      if (!rank || a.getFirst() == 0 || up.elements() != b.get(0) * b.get(1)) {
        throw file.broken(
            "%s of %s and %s of %s are no pair".formatted(down.name(), a, up.name(), b));
      }
      if (!a.subList(1, a.size()).equals(w.subList(1, w.size()))) {
        throw misfit(down, own);
      }
      if (!b.getFirst().equals(w.getFirst())) {
        throw misfit(up, own);
      }
      low.put(layer, new LowRank(down, up, file.scale(parts, a.getFirst())));
    }

    private CheckpointException misfit(TensorInfo t, TensorInfo own) {
      return new CheckpointException(
          file.path(),
          "%s of %s does not fit %s's %s of %s"
              .formatted(t.name(), t.shape(), model.model(), own.name(), own.shape()),
          "It was made for a model of another size; take one that was made for this model");
    }
  }
}
