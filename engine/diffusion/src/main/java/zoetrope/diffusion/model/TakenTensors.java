package zoetrope.diffusion.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorRows;
import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * Tensors that remember which of them were taken while a graph was built, and give only those that
 * are listed: the list cannot fall behind the graphs.
 */
final class TakenTensors implements TensorSource {
  private final TensorSource from;
  private final Set<String> listed;
  private final Set<String> taken = new TreeSet<>();

  /**
   * @param listed by the names that the files have
   */
  TakenTensors(TensorSource from, Set<String> listed) {
    this.from = from;
    this.listed = listed;
  }

  /** Those that were taken, by the names that the files have. */
  Set<String> taken() {
    return taken;
  }

  @Override
  public Set<String> names() {
    return from.names();
  }

  @Override
  public boolean has(String name) {
    return from.has(name);
  }

  @Override
  public TensorInfo info(String name) {
    TensorInfo t = from.info(name);
    if (!listed.contains(t.name())) {
      throw new IllegalStateException("tensor " + t.name() + " is taken and not listed");
    }
    taken.add(t.name());
    return t;
  }

  @Override
  public Optional<TensorInfo> scale(String name) {
    return from.scale(name);
  }

  @Override
  public TensorRows rows(String name) {
    return from.rows(name);
  }
}
