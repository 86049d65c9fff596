package zoetrope.diffusion.model.wan.vae;

import java.util.Map;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/** The graph of a clip's first piece and that of all others, for clips or tiles of one size. */
final class VaeStream implements AutoCloseable {
  /** Makes the graph for the first piece or for later ones. */
  @FunctionalInterface
  interface Maker {
    Graph.Model graph(boolean first);
  }

  private final Runtime runtime;
  private final Maker maker;
  private final boolean several;
  private Optional<Session> first = Optional.empty();
  private Optional<Session> later = Optional.empty();

  /**
   * @param several clips or tiles will come; for one alone the first graph makes room for the other
   */
  VaeStream(Runtime runtime, boolean several, Maker maker) {
    this.runtime = runtime;
    this.maker = maker;
    this.several = several;
  }

  /** Runs one piece of a clip; {@code state} is the clip's. */
  Map<String, Tensor> run(
      int piece, String name, Tensor in, Session.State state, CancelToken cancel) {
    if (piece > 0 && !several) {
      first.ifPresent(Session::close);
      first = Optional.empty();
    }
    return session(piece == 0).run(Map.of(name, in), state, cancel);
  }

  private Session session(boolean isFirst) {
    if (isFirst) {
      first = Optional.of(first.orElseGet(() -> runtime.openLean(maker.graph(true))));
      return first.get();
    }
    later = Optional.of(later.orElseGet(() -> runtime.openLean(maker.graph(false))));
    return later.get();
  }

  @Override
  public void close() {
    first.ifPresent(Session::close);
    later.ifPresent(Session::close);
    first = Optional.empty();
    later = Optional.empty();
  }
}
