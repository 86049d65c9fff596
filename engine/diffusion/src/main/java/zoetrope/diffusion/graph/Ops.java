package zoetrope.diffusion.graph;

import static zoetrope.diffusion.graph.Graph.attr;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.graph.Value.Shape;

/**
 * Operators on the values of one graph, by their ONNX names; every method infers and checks the
 * static shape.
 */
public final class Ops {
  private final Graph g;

  public Ops(Graph g) {
    this.g = g;
  }

  /** The value as floats of another size. */
  public Value cast(Value a, DType to) {
    return g.cast(a, to);
  }

  public Value add(Value a, Value b) {
    return g.node("Add", a.shape().broadcast(b.shape()), List.of(a, b));
  }

  public Value sub(Value a, Value b) {
    return g.node("Sub", a.shape().broadcast(b.shape()), List.of(a, b));
  }

  public Value mul(Value a, Value b) {
    return g.node("Mul", a.shape().broadcast(b.shape()), List.of(a, b));
  }

  public Value div(Value a, Value b) {
    return g.node("Div", a.shape().broadcast(b.shape()), List.of(a, b));
  }

  public Value scale(Value a, float k) {
    return mul(a, g.scalar(k));
  }

  public Value plus(Value a, float k) {
    return add(a, g.scalar(k));
  }

  public Value sigmoid(Value a) {
    return g.node("Sigmoid", a.shape(), List.of(a));
  }

  /** x * sigmoid(x). */
  public Value silu(Value a) {
    return mul(a, sigmoid(a));
  }

  /** The Gaussian error linear unit, exact (erf) or with the tanh approximation. */
  public Value gelu(Value a, boolean tanh) {
    return g.node("Gelu", a.shape(), List.of(a), attr("approximate", tanh ? "tanh" : "none"));
  }

  public Value relu(Value a) {
    return g.node("Relu", a.shape(), List.of(a));
  }

  /** x held between two values. */
  public Value clip(Value a, float low, float high) {
    return g.node("Clip", a.shape(), List.of(a, g.scalar(low), g.scalar(high)));
  }

  public Value sqrt(Value a) {
    return g.node("Sqrt", a.shape(), List.of(a));
  }

  public Value softmax(Value a, int axis) {
    return g.node("Softmax", a.shape(), List.of(a), attr("axis", (long) axis));
  }

  /** Batched matrix product, [..., m, k] x [..., k, n]. */
  public Value matMul(Value a, Value b) {
    if (a.dim(-1) != b.dim(-2)) {
      throw new IllegalArgumentException("cannot multiply " + a.shape() + " by " + b.shape());
    }
    long[] da = Arrays.copyOf(a.shape().dims(), a.shape().rank() - 2);
    long[] db = Arrays.copyOf(b.shape().dims(), b.shape().rank() - 2);
    long[] lead = new Shape(da).broadcast(new Shape(db)).dims();
    long[] out = Arrays.copyOf(lead, lead.length + 2);
    out[lead.length] = a.dim(-2);
    out[lead.length + 1] = b.dim(-1);
    return g.node("MatMul", new Shape(out), List.of(a, b));
  }

  /** x [m, k] times the transpose of w [n, k], plus a bias [n]: a PyTorch linear layer. */
  public Value gemm(Value x, Value w, Value bias) {
    check(
        x.shape().rank() == 2 && x.dim(1) == w.dim(1),
        "linear layer " + w.shape() + " on " + x.shape());
    List<Value> in = bias == Graph.NONE ? List.of(x, w) : List.of(x, w, bias);
    return g.node("Gemm", new Shape(x.dim(0), w.dim(0)), in, attr("transB", 1L));
  }

  /** As {@link #gemm} without a bias. */
  public Value gemm(Value x, Value w) {
    return gemm(x, w, Graph.NONE);
  }

  /**
   * A linear layer whose activations are quantised to 8 bits as they come (ONNX Runtime's
   * DynamicQuantizeMatMul).
   *
   * @param x [m, k]
   * @param w signed bytes [k, n]
   * @param scale one factor for each of the n columns
   * @param bias [n]
   */
  public Value quantizedLinear(Value x, Value w, Value scale, Value bias) {
    // Said though they are zero: unsigned weights have them at 128 (Graph.Model.unsigned).
    Value zeros = g.bytes(scale.shape(), to -> to.fill((byte) 0));
    return g.node(
        "com.microsoft.DynamicQuantizeMatMul",
        new Shape(x.dim(0), w.dim(1)),
        List.of(x, w, scale, zeros, bias));
  }

  /** Normalises the last axis to mean 0 and variance 1, with neither scale nor bias. */
  public Value layerNorm(Value x, float eps) {
    float[] ones = new float[(int) x.dim(-1)];
    Arrays.fill(ones, 1);
    return g.node(
        "LayerNormalization",
        x.shape(),
        List.of(x, g.floats(new Shape(ones.length), ones)),
        attr("axis", -1L),
        attr("epsilon", eps));
  }

  /** As {@link #layerNorm(Value, float)}, scaled and shifted after. */
  public Value layerNorm(Value x, Value scale, Value shift, float eps) {
    return g.node(
        "LayerNormalization",
        x.shape(),
        List.of(x, scale, shift),
        attr("axis", -1L),
        attr("epsilon", eps));
  }

  /** {@link #rmsNorm} as one node (opset 23), for wide axes. */
  public Value rmsNormalization(Value x, Value scale, float eps) {
    return g.node(
        "RMSNormalization", x.shape(), List.of(x, scale), attr("axis", -1L), attr("epsilon", eps));
  }

  /** Divides by the root mean square of the last axis and scales (Zhang and Sennrich 2019). */
  public Value rmsNorm(Value x, Value scale, float eps) {
    Value mean = reduce("ReduceMean", mul(x, x), -1);
    return mul(div(x, sqrt(plus(mean, eps))), scale);
  }

  /** Mean or maximum over one axis, which stays with size 1. */
  public Value reduce(String op, Value x, int axis) {
    return g.node(op, x.shape().with(axis, 1), List.of(x, g.longs(axis)), attr("keepdims", 1L));
  }

  /** Scaled dot-product attention over q, k, v of [batch, heads, tokens, size] (opset 23). */
  public Value attention(Value q, Value k, Value v) {
    return g.node("Attention", q.shape().with(-1, v.dim(-1)), List.of(q, k, v));
  }

  /** As {@link #attention(Value, Value, Value)} over [batch, tokens, heads * size]. */
  public Value attention(Value q, Value k, Value v, long heads) {
    return g.node(
        "Attention",
        q.shape(),
        List.of(q, k, v),
        attr("q_num_heads", heads),
        attr("kv_num_heads", heads));
  }

  /**
   * As {@link #attention(Value, Value, Value, long)}, in ONNX Runtime's own operator, which holds
   * no tokens x tokens table.
   */
  public Value flashAttention(Value q, Value k, Value v, long heads) {
    return g.node(
        "com.microsoft.MultiHeadAttention", q.shape(), List.of(q, k, v), attr("num_heads", heads));
  }

  /**
   * Turns neighbouring pairs of every head of x [1, n, heads * size] by angles whose cosines and
   * sines are [1, n, size / 2] (RotaryEmbedding, opset 23).
   */
  public Value rotaryPairs(Value x, Value cos, Value sin, long heads) {
    return g.node(
        "RotaryEmbedding",
        x.shape(),
        List.of(x, cos, sin),
        attr("interleaved", 1L),
        attr("num_heads", heads));
  }

  public Value reshape(Value x, long... dims) {
    Shape s = new Shape(dims);
    check(s.elements() == x.shape().elements(), "reshape of " + x.shape() + " to " + s);
    return g.node("Reshape", s, List.of(x, g.longs(dims)));
  }

  public Value transpose(Value x, int... perm) {
    check(
        perm.length == x.shape().rank(),
        "permutation " + Arrays.toString(perm) + " of " + x.shape());
    long[] d = Arrays.stream(perm).mapToLong(x.shape()::dim).toArray();
    return g.node(
        "Transpose",
        new Shape(d),
        List.of(x),
        attr("perm", Arrays.stream(perm).asLongStream().toArray()));
  }

  public Value concat(int axis, Value... parts) {
    long sum = Arrays.stream(parts).mapToLong(p -> p.dim(axis)).sum();
    return g.node(
        "Concat", parts[0].shape().with(axis, sum), List.of(parts), attr("axis", (long) axis));
  }

  /** Cuts {@code x} along an axis into pieces of the given sizes. */
  public List<Value> split(Value x, int axis, long... sizes) {
    check(
        Arrays.stream(sizes).sum() == x.dim(axis),
        "split of " + x.shape() + " into " + Arrays.toString(sizes));
    List<Shape> shapes = new ArrayList<>();
    for (long s : sizes) {
      shapes.add(x.shape().with(axis, s));
    }
    return g.nodes("Split", shapes, List.of(x, g.longs(sizes)), attr("axis", (long) axis));
  }

  /**
   * How a kernel moves over its axes.
   *
   * @param strides one for each axis
   * @param pads zeros before every axis, then zeros behind every axis
   * @param groups channels are cut into as many parts, convolved apart
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Window(long[] strides, long[] pads, long groups) {
    /** Strides and pads of a plane, the same along both axes. */
    public static Window plane(int stride, int pad) {
      return new Window(new long[] {stride, stride}, new long[] {pad, pad, pad, pad}, 1);
    }
  }

  /**
   * Convolution of [n, c, ...] by w [o, c / groups, ...] along as many axes as the window has.
   *
   * @param bias [o], or none
   */
  public Value conv(Value x, Value w, Optional<Value> bias, Window at) {
    int axes = at.strides().length;
    check(
        x.shape().rank() == axes + 2
            && w.shape().rank() == axes + 2
            && x.dim(1) == w.dim(1) * at.groups(),
        "convolution " + w.shape() + " on " + x.shape());
    // The runtime would take the first of a longer one.
    bias.ifPresent(
        b ->
            check(b.shape().equals(new Shape(w.dim(0))), "bias " + b.shape() + " of " + w.shape()));
    long[] out = x.shape().dims();
    out[1] = w.dim(0);
    for (int i = 0; i < axes; i++) {
      long padded = out[i + 2] + at.pads()[i] + at.pads()[axes + i];
      check(padded >= w.dim(i + 2), "convolution " + w.shape() + " on " + x.shape());
      out[i + 2] = (padded - w.dim(i + 2)) / at.strides()[i] + 1;
    }
    List<Value> in = bias.map(b -> List.of(x, w, b)).orElse(List.of(x, w));
    return g.node(
        "Conv",
        new Shape(out),
        in,
        attr("strides", at.strides()),
        attr("pads", at.pads()),
        attr("group", at.groups()));
  }

  /** Every {@code step}th piece of an axis from {@code from} to before {@code to}. */
  public Value slice(Value x, int axis, long from, long to, long step) {
    Shape s = x.shape().with(axis, (to - from + step - 1) / step);
    return g.node("Slice", s, List.of(x, g.longs(from), g.longs(to), g.longs(axis), g.longs(step)));
  }

  /** Euclidean length along one axis, which stays with size 1. */
  public Value length(Value x, int axis) {
    return g.node(
        "ReduceL2", x.shape().with(axis, 1), List.of(x, g.longs(axis)), attr("keepdims", 1L));
  }

  public Value max(Value a, float least) {
    return g.node("Max", a.shape(), List.of(a, g.scalar(least)));
  }

  /** Rows of a table [n, k] by number: [rows, k]. */
  public Value gather(Value table, long... rows) {
    return g.node("Gather", table.shape().with(0, rows.length), List.of(table, g.longs(rows)));
  }

  /** Every pixel of [n, c, h, w] twice along both axes. */
  public Value doubled(Value x) {
    Shape s = new Shape(x.dim(0), x.dim(1), x.dim(2) * 2, x.dim(3) * 2);
    return g.node(
        "Resize",
        s,
        List.of(x, Graph.NONE, g.floats(new Shape(4), 1, 1, 2, 2)),
        attr("mode", "nearest"),
        attr("coordinate_transformation_mode", "asymmetric"),
        attr("nearest_mode", "floor"));
  }

  /** 2-D convolution of [n, c, h, w] by w [o, c, k, k], zero padded. */
  public Value conv2d(Value x, Value w, Value bias, int stride, int pad) {
    return conv(x, w, Optional.of(bias), Window.plane(stride, pad));
  }

  /** As {@link #conv2d(Value, Value, Value, int, int)} with neither bias nor padding. */
  public Value conv2d(Value x, Value w, int stride) {
    return conv(x, w, Optional.empty(), Window.plane(stride, 0));
  }

  /** Means of squares of {@code side} pixels, [n, c, h, w] to [n, c, h / side, w / side]. */
  public Value averagePool(Value x, int side) {
    Shape s = new Shape(x.dim(0), x.dim(1), x.dim(2) / side, x.dim(3) / side);
    long[] square = {side, side};
    return g.node(
        "AveragePool", s, List.of(x), attr("kernel_shape", square), attr("strides", square));
  }

  /** Transposed 2-D convolution of [n, c, h, w] by w [c, o, k, k]. */
  public Value convTranspose2d(Value x, Value w, Value bias, int stride, int pad) {
    long k = w.dim(-1);
    Shape s =
        new Shape(
            x.dim(0),
            w.dim(1),
            (x.dim(2) - 1) * stride + k - 2 * pad,
            (x.dim(3) - 1) * stride + k - 2 * pad);
    return g.node(
        "ConvTranspose",
        s,
        List.of(x, w, bias),
        attr("strides", new long[] {stride, stride}),
        attr("pads", new long[] {pad, pad, pad, pad}));
  }

  /** PyTorch's pixel_shuffle: [n, c*r*r, h, w] to [n, c, h*r, w*r]. */
  public Value pixelShuffle(Value x, int r) {
    Shape s = new Shape(x.dim(0), x.dim(1) / r / r, x.dim(2) * r, x.dim(3) * r);
    return g.node("DepthToSpace", s, List.of(x), attr("blocksize", (long) r), attr("mode", "CRD"));
  }

  /** Bilinear enlargement by whole factors with half-pixel centres. */
  public Value upsample(Value x, int factor) {
    Shape s = new Shape(x.dim(0), x.dim(1), x.dim(2) * factor, x.dim(3) * factor);
    OnnxMl.AttributeProto[] a = {
      attr("mode", "linear"), attr("coordinate_transformation_mode", "half_pixel")
    };
    return g.node(
        "Resize", s, List.of(x, Graph.NONE, g.floats(new Shape(4), 1, 1, factor, factor)), a);
  }

  /**
   * Samples x [n, c, h, w] bilinearly at grid [n, h', w', 2] in -1..1 (x first), zero outside,
   * pixel edges at the ends.
   */
  public Value gridSample(Value x, Value grid) {
    Shape s = new Shape(x.dim(0), x.dim(1), grid.dim(1), grid.dim(2));
    return g.node(
        "GridSample",
        s,
        List.of(x, grid),
        attr("mode", "linear"),
        attr("padding_mode", "zeros"),
        attr("align_corners", 0L));
  }

  private static void check(boolean ok, String what) {
    if (!ok) {
      throw new IllegalArgumentException(what + " does not fit");
    }
  }
}
