package zoetrope.diffusion.model.wan;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorRows;
import zoetrope.diffusion.checkpoint.TensorSource;

/**
 * Tensors under other names than their files have.
 *
 * @param files what holds them
 * @param actual from the name asked for to the name in the files
 */
public record RenamedTensors(TensorSource files, UnaryOperator<String> actual)
    implements TensorSource {
  @Override
  public Set<String> names() {
    return files.names();
  }

  @Override
  public boolean has(String name) {
    return files.has(actual.apply(name));
  }

  @Override
  public TensorInfo info(String name) {
    return files.info(actual.apply(name));
  }

  @Override
  public Optional<TensorInfo> scale(String name) {
    return files.scale(actual.apply(name));
  }

  @Override
  public TensorRows rows(String name) {
    return files.rows(actual.apply(name));
  }
}
