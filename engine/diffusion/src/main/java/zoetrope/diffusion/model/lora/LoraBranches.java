package zoetrope.diffusion.model.lora;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.model.LayerAdditions;
import zoetrope.diffusion.model.lora.LoraFit.LowRank;
import zoetrope.diffusion.model.lora.LoraFit.Term;
import zoetrope.diffusion.model.lora.Loras.Stacked;

/**
 * Side branches in one graph. The factors of several LoRAs of one layer are laid side by side, so
 * that each layer has one branch, of the sum of their ranks. Strength and alpha / rank are
 * multiplied into B.
 */
final class LoraBranches implements LayerAdditions {
  private static final String WEIGHT = ".weight";

  private final Graph graph;
  private final Ops ops;
  private final List<Stacked> stack;
  private final Map<String, Optional<Branch>> branches = new HashMap<>();
  private final Map<String, Optional<Value>> sums = new HashMap<>();

  /**
   * @param down [ranks, in]
   * @param up [out, ranks]
   */
  private record Branch(Value down, Value up) {}

  /** One layer's pair in one file. */
  private record Piece(LoraFile file, LowRank pair, double strength) {
    int rank() {
      return Math.toIntExact(pair.rank());
    }

    float[] down() {
      return file.floats(pair.down());
    }

    float[] up() {
      float[] up = file.floats(pair.up());
      float by = (float) (strength * pair.scale());
      for (int i = 0; i < up.length; i++) {
        up[i] *= by;
      }
      return up;
    }
  }

  LoraBranches(Graph graph, List<Stacked> stack) {
    this.graph = graph;
    this.ops = new Ops(graph);
    this.stack = stack;
  }

  @Override
  public Value output(String layer, Value x, Value y) {
    Value out = y;
    Optional<Branch> branch = branches.computeIfAbsent(layer, this::branch);
    if (branch.isPresent()) {
      out = ops.add(out, ops.gemm(ops.gemm(x, branch.get().down()), branch.get().up()));
    }
    Shape whole = new Shape(y.dim(1), x.dim(1));
    Optional<Value> full = sums.computeIfAbsent(layer + WEIGHT, k -> sum(k, whole));
    return full.isPresent() ? ops.add(out, ops.gemm(x, full.get())) : out;
  }

  @Override
  public Value tensor(String name, Value own) {
    Value out = kernel(name, own);
    Optional<Value> sum = sums.computeIfAbsent(name, k -> sum(k, own.shape()));
    return sum.isPresent() ? ops.add(out, sum.get()) : out;
  }

  private List<Piece> pieces(String layer) {
    List<Piece> out = new ArrayList<>();
    for (Stacked s : stack) {
      LowRank pair = s.fit().low().get(layer);
      if (pair != null) {
        out.add(new Piece(s.file(), pair, s.strength()));
      }
    }
    return out;
  }

  private Optional<Branch> branch(String layer) {
    List<Piece> pieces = pieces(layer);
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    int ranks = pieces.stream().mapToInt(Piece::rank).sum();
    long in = pieces.getFirst().pair().down().shape().get(1);
    int out = Math.toIntExact(pieces.getFirst().pair().up().shape().getFirst());
    Value down =
        graph.computed(
            new Shape(ranks, in),
            to -> {
              long at = 0;
              for (Piece p : pieces) {
                at = put(p.down(), to, at);
              }
            });
    Value up = graph.computed(new Shape(out, ranks), to -> columns(pieces, to, out, ranks));
    return Optional.of(new Branch(down, up));
  }

  private static void columns(List<Piece> pieces, MemorySegment to, int out, int ranks) {
    int from = 0;
    for (Piece p : pieces) {
      float[] up = p.up();
      for (int o = 0; o < out; o++) {
        long at = (long) o * ranks + from;
        MemorySegment.copy(
            up, o * p.rank(), to, ValueLayout.JAVA_FLOAT, at * Float.BYTES, p.rank());
      }
      from += p.rank();
    }
  }

  private static long put(float[] values, MemorySegment to, long at) {
    MemorySegment.copy(values, 0, to, ValueLayout.JAVA_FLOAT, at, values.length);
    return at + (long) values.length * Float.BYTES;
  }

  /** A convolution's kernel is small: what is added to it is multiplied out. */
  private Value kernel(String name, Value own) {
    List<Piece> pieces =
        name.endsWith(WEIGHT)
            ? pieces(name.substring(0, name.length() - WEIGHT.length()))
            : List.of();
    if (pieces.isEmpty()) {
      return own;
    }
    int out = Math.toIntExact(own.dim(0));
    float[] sum = new float[Math.toIntExact(own.shape().elements())];
    for (Piece p : pieces) {
      addProduct(p.up(), p.down(), out, p.rank(), sum);
    }
    return ops.add(own, graph.computed(own.shape(), to -> put(sum, to, 0)));
  }

  /** sum [out, n] += up [out, rank] * down [rank, n]. */
  private static void addProduct(float[] up, float[] down, int out, int rank, float[] sum) {
    int n = sum.length / out;
    for (int o = 0; o < out; o++) {
      for (int r = 0; r < rank; r++) {
        float f = up[o * rank + r];
        for (int i = 0; i < n; i++) {
          sum[o * n + i] += f * down[r * n + i];
        }
      }
    }
  }

  private Optional<Value> sum(String tensor, Shape shape) {
    float[] sum = new float[0];
    for (Stacked s : stack) {
      for (Term t : s.fit().terms().getOrDefault(tensor, List.of())) {
        float[] v = s.file().floats(t.values());
        sum = sum.length == 0 ? new float[v.length] : sum;
        float by = (float) (s.strength() * t.scale());
        for (int i = 0; i < v.length; i++) {
          sum[i] += by * v[i];
        }
      }
    }
    float[] done = sum;
    return done.length == 0
        ? Optional.empty()
        : Optional.of(graph.computed(shape, to -> put(done, to, 0)));
  }
}
