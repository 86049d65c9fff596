package zoetrope.diffusion.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.runtime.Precision;

/** Layers of a checkpoint placed into one graph, by name. */
public final class Weights {
  private static final int BLOCK = 64;
  private static final String WEIGHT = "weight";

  private final Graph graph;
  private final Ops ops;
  private final TensorSource file;
  private final String prefix;
  private final Precision precision;
  private final LayerAdditions additions;
  private final Map<String, Quantized> quantized = new HashMap<>();
  private final Map<TensorInfo, Value> scaled = new HashMap<>();
  private float[] scratch = {};

  private record Quantized(Value bytes, Value scale) {}

  /**
   * @param prefix what every name of this part of the checkpoint begins with
   */
  public Weights(Graph graph, TensorSource file, String prefix, Precision precision) {
    this(graph, file, prefix, precision, LayerAdditions.none());
  }

  /** As the other, with what adapters add. */
  public Weights(
      Graph graph,
      TensorSource file,
      String prefix,
      Precision precision,
      LayerAdditions additions) {
    this.graph = graph;
    this.ops = new Ops(graph);
    this.file = file;
    this.prefix = prefix;
    this.precision = precision;
    this.additions = additions;
  }

  /** The tensor as floats. */
  public Value get(String name) {
    return additions.tensor(prefix + name, own(name));
  }

  /**
   * As {@link #get(String)}, read as another shape of as many numbers.
   *
   * @throws IllegalArgumentException when it has not as many
   */
  public Value reshaped(String name, long... dims) {
    List<Long> as = Arrays.stream(dims).boxed().toList();
    return additions.tensor(prefix + name, own(name, as));
  }

  private Value own(String name) {
    return own(name, file.info(prefix + name).shape());
  }

  private Value own(String name, List<Long> as) {
    TensorInfo t = file.info(prefix + name);
    if (t.elements() == 0) {
      throw new CheckpointException(
          t.file(), "tensor " + t.name() + " is empty", "Download the file again");
    }
    if (!t.dtype().readable()) {
      throw new CheckpointException(
          t.file(),
          "tensor " + t.name() + " is stored as " + t.type() + ", not as floats",
          "Use a fp32, fp16, bf16 or fp8 version of the model");
    }
    return file.scale(prefix + name)
        .map(s -> reshaped(scaled.computeIfAbsent(t, _ -> scaled(t, s)), as))
        .orElseGet(() -> graph.weight(t, as));
  }

  private Value reshaped(Value v, List<Long> as) {
    long[] dims = as.stream().mapToLong(Long::longValue).toArray();
    return v.shape().equals(new Shape(dims)) ? v : ops.reshape(v, dims);
  }

  /** A quantised tensor's values: times one number, or each of its rows times its own. */
  private Value scaled(TensorInfo t, TensorInfo scale) {
    long[] dims = new long[Math.max(1, t.shape().size())];
    Arrays.fill(dims, 1);
    dims[0] = scale.elements();
    return ops.mul(graph.weight(t), graph.weight(scale, Arrays.stream(dims).boxed().toList()));
  }

  /** The tensor's values at the beginning of an array that the next one overwrites. */
  private float[] floats(String key) {
    long count = file.info(key).elements();
    if (count > scratch.length) {
      scratch = file.floats(key);
    } else {
      file.floats(key, scratch);
    }
    if (file.scale(key).isPresent()) {
      multiply(scratch, (int) count, file.factors(key));
    }
    return scratch;
  }

  /**
   * @param factors one, or as many as the weight has rows
   */
  private static void multiply(float[] weight, int count, float[] factors) {
    int columns = count / factors.length;
    for (int r = 0; r < factors.length; r++) {
      float factor = factors[r];
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        weight[i] *= factor;
      }
    }
  }

  /**
   * The tensor as floats of the sizes that this place of the model needs.
   *
   * @throws CheckpointException when it has others
   */
  public Value get(String name, long... dims) {
    checked(prefix + name, dims);
    return get(name);
  }

  private TensorInfo checked(String key, long... dims) {
    TensorInfo t = file.info(key);
    if (!t.shape().equals(Arrays.stream(dims).boxed().toList())) {
      throw new CheckpointException(
          t.file(),
          "tensor %s has the shape %s where the model needs %s"
              .formatted(t.name(), t.shape(), Arrays.toString(dims)),
          "The file belongs to another model, or to another version of it");
    }
    return t;
  }

  /** Numbers that a layer gives. */
  private long out(String layer) {
    List<Long> shape = file.info(layer + "." + WEIGHT).shape();
    return shape.isEmpty() ? 1 : shape.getFirst();
  }

  /** A layer's matrix [out, in]. */
  private Value matrix(Value x, String name) {
    checked(prefix + name + "." + WEIGHT, out(prefix + name), x.dim(-1));
    return own(name + "." + WEIGHT);
  }

  private Value bias(String name) {
    return get(name + ".bias", out(prefix + name));
  }

  /** A 1x1 convolution over unshuffled squares, [o, c*k*k, 1, 1], as the kernel [o, c, k, k]. */
  public Value kernel(String name, long k) {
    TensorInfo t = file.info(prefix + name);
    return own(name, List.of(t.shape().get(0), t.shape().get(1) / k / k, k, k));
  }

  /** A linear layer with bias in this checkpoint's precision, x [m, in] to [m, out]. */
  public Value linear(Value x, String name) {
    return switch (precision) {
      case FP32 -> exact(x, name);
      case INT8 -> quantized(x, name, bias(name));
      case FP16 -> added(x, name, ops.add(half(x, name, DType.F16), bias(name)));
      case BF16 -> added(x, name, ops.add(half(x, name, DType.BF16), bias(name)));
    };
  }

  private Value added(Value x, String name, Value y) {
    return additions.output(prefix + name, x, y);
  }

  /** A product of 16-bit floats; what comes and goes is in 32 bits. */
  private Value half(Value x, String name, DType type) {
    String key = prefix + name + "." + WEIGHT;
    TensorInfo t = checked(key, out(prefix + name), x.dim(-1));
    Value w =
        file.scale(key).isPresent()
            ? ops.cast(own(name + "." + WEIGHT), type)
            : graph.weight(t, type);
    return ops.cast(ops.gemm(ops.cast(x, type), w), DType.F32);
  }

  /** A linear layer with bias in full precision, for the few whose error would show. */
  public Value exact(Value x, String name) {
    return additions.output(prefix + name, x, ops.gemm(x, matrix(x, name), bias(name)));
  }

  /** A linear layer without bias in this checkpoint's precision. */
  public Value linearNoBias(Value x, String name) {
    return switch (precision) {
      case FP32 -> plain(x, name);
      case INT8 -> quantized(x, name, Graph.NONE);
      case FP16 -> added(x, name, half(x, name, DType.F16));
      case BF16 -> added(x, name, half(x, name, DType.BF16));
    };
  }

  /** A linear layer without bias in full precision. */
  public Value plain(Value x, String name) {
    return additions.output(prefix + name, x, ops.gemm(x, matrix(x, name)));
  }

  private Value quantized(Value x, String name, Value bias) {
    checked(prefix + name + "." + WEIGHT, out(prefix + name), x.dim(-1));
    Quantized w = quantized.computeIfAbsent(prefix + name, this::quantize);
    Value y = ops.quantizedLinear(x, w.bytes(), w.scale(), bias);
    return additions.output(prefix + name, x, y);
  }

  /** Symmetric 8-bit weights with one scale for each output, transposed to [in, out]. */
  private Quantized quantize(String layer) {
    String key = layer + "." + WEIGHT;
    float[] w = floats(key);
    int out = file.info(key).shape().getFirst().intValue();
    int in = (int) file.info(key).elements() / out;
    float[] scale = new float[out];
    Value bytes = graph.bytes(new Shape(in, out), q -> quantize(w, in, q, scale));
    for (float s : scale) {
      if (!Float.isFinite(s)) {
        throw Finite.broken(file.info(key));
      }
    }
    return new Quantized(bytes, graph.floats(new Shape(out), scale));
  }

  /** In blocks of outputs, so that what is read and what is written lies close together. */
  private static void quantize(float[] w, int in, MemorySegment q, float[] scale) {
    IntStream.range(0, Math.ceilDiv(scale.length, BLOCK))
        .parallel()
        .forEach(block -> quantizeBlock(w, in, q, scale, block * BLOCK));
  }

  private static void quantizeBlock(float[] w, int in, MemorySegment q, float[] scale, int from) {
    int out = scale.length;
    int count = Math.min(BLOCK, out - from);
    byte[] rows = new byte[count * in];
    int[] rounded = new int[in];
    for (int o = 0; o < count; o++) {
      scale[from + o] = quantizeRow(w, (from + o) * in, in, rounded, rows, o * in);
    }
    byte[] column = new byte[count];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < count; o++) {
        column[o] = rows[o * in + i];
      }
      MemorySegment.copy(column, 0, q, ValueLayout.JAVA_BYTE, (long) i * out + from, count);
    }
  }

  /**
   * Returns the row's scale. Rounding and narrowing are loops of their own: of both in one Java's
   * compiler makes no vector instructions, which takes ten times as long.
   *
   * @param rounded for {@code in} values in between
   */
  private static float quantizeRow(float[] w, int at, int in, int[] rounded, byte[] to, int start) {
    float max = 1e-12f;
    for (int i = 0; i < in; i++) {
      max = Math.max(max, Math.abs(w[at + i])); // NaN stays
    }
    float scale = max / 127;
    for (int i = 0; i < in; i++) {
      rounded[i] = Math.round(w[at + i] / scale);
    }
    for (int i = 0; i < in; i++) {
      to[start + i] = (byte) rounded[i];
    }
    return scale;
  }
}
