package zoetrope.diffusion.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.Quantization;
import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * The tensors of a file that one part of a model is made of. A tensor that no graph takes makes
 * another picture than its makers', so it is an error, unless it is known to do nothing there. A
 * model's card is written from this list, which takes no graph; opening the model holds the graphs
 * against it.
 *
 * @param taken what graphs take, by the names that the file has
 * @param harmless names that may be there as well
 */
public record PartTensors(Set<String> taken, Pattern harmless) {
  /** What every kind of part may have: that its weights have scales, or a tokenizer inside. */
  private static final Pattern MARKERS = Pattern.compile("(.*\\.)?scaled_fp8|spiece_model");

  public PartTensors {
    taken = Set.copyOf(taken);
  }

  /**
   * Those that a file has of a list of names.
   *
   * @param names the file's tensors under the names of the list
   */
  public static PartTensors of(TensorSource names, Collection<String> list, Pattern harmless) {
    Set<String> taken = new LinkedHashSet<>();
    list.stream().filter(names::has).map(n -> names.info(n).name()).forEach(taken::add);
    return new PartTensors(taken, harmless);
  }

  /**
   * Tries a part's graphs on its file, and holds what they really take against what it has.
   *
   * @param names the file's tensors under the names that graphs ask for
   * @param build makes all graphs, or smaller ones that take as many tensors
   * @throws CheckpointException naming the file, when its tensors do not fit together, when they
   *     are quantised in a way that is not run, and when it has more of them
   */
  public void check(Checkpoint files, TensorSource names, Function<TensorSource, ?> build) {
    Quantization.of(files).check(files);
    TakenTensors tried = new TakenTensors(names, taken);
    GraphCheck.of(files.path(), () -> build.apply(tried));
    List<String> more = new PartTensors(tried.taken(), harmless).leftover(files);
    if (!more.isEmpty()) {
      throw new CheckpointException(
          files.path(),
          "it has tensors that are of no use here (%d, such as %s)"
              .formatted(more.size(), more.getFirst()),
          "It belongs to another model, or to a later version of this one");
    }
  }

  /** The file's tensors that are neither taken nor harmless. */
  public List<String> leftover(Checkpoint files) {
    return files.names().stream()
        .filter(n -> !known(n) && files.owner(n).filter(this::known).isEmpty())
        .toList();
  }

  private boolean known(String name) {
    return taken.contains(name)
        || harmless.matcher(name).matches()
        || MARKERS.matcher(name).matches();
  }
}
