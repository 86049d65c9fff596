package zoetrope.diffusion.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;

/** Tensors that remember which of them were taken while a graph was built. */
final class TakenTensors implements TensorSource {
  private final TensorSource from;
  private final Set<String> taken = new TreeSet<>();

  TakenTensors(TensorSource from) {
    this.from = from;
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
    taken.add(t.name());
    return t;
  }

  @Override
  public Optional<TensorInfo> scale(String name) {
    return from.scale(name);
  }

  @Override
  public float[] factors(String name) {
    return from.factors(name);
  }

  @Override
  public float[] floats(String name) {
    return from.floats(name);
  }

  @Override
  public void floats(String name, float[] to) {
    from.floats(name, to);
  }
}
