package zoetrope.diffusion.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String WEIGHT = "weight";

  private final Graph graph;
  private final Ops ops;
  private final TensorSource file;
  private final String prefix;
  private final Precision precision;
  private final LayerAdditions additions;
  private final Map<String, Quantized> quantized = new HashMap<>();
  private final Map<TensorInfo, Value> scaled = new HashMap<>();
  private final Map<TensorInfo, Value> decoded = new HashMap<>();
  private final Map<TensorInfo, Value> halves = new HashMap<>();

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
    if (t.dtype() == DType.CODED) {
      return reshaped(decoded.computeIfAbsent(t, _ -> decoded(prefix + name, DType.F32)), as);
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

  /** A tensor that only this program can read, as floats in memory. */
  private Value decoded(String key, DType as) {
    TensorInfo t = file.info(key);
    long[] dims = t.shape().stream().mapToLong(Long::longValue).toArray();
    return graph.computed(
        new Shape(dims), as, to -> WeightBlocks.each(file, key, block -> block.put(to, as)));
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
    checked(key, out(prefix + name), x.dim(-1));
    return ops.cast(ops.gemm(ops.cast(x, type), half(key, name, type)), DType.F32);
  }

  private Value half(String key, String name, DType type) {
    TensorInfo t = file.info(key);
    if (t.dtype() == DType.CODED) {
      return halves.computeIfAbsent(t, _ -> decoded(key, type));
    }
    return file.scale(key).isPresent()
        ? ops.cast(own(name + "." + WEIGHT), type)
        : graph.weight(t, type);
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
    TensorInfo t = file.info(key);
    int out = Math.toIntExact(t.shape().getFirst());
    float[] scale = new float[out];
    Value bytes =
        graph.bytes(
            new Shape(t.elements() / out, out),
            to -> WeightBlocks.each(file, key, block -> block.quantize(to, scale)));
    Value factors = graph.computed(new Shape(out), to -> put(t, scale, to)); // known by then
    return new Quantized(bytes, factors);
  }

  private static void put(TensorInfo t, float[] scale, MemorySegment to) {
    for (float s : scale) {
      if (!Float.isFinite(s)) {
        throw Finite.broken(t);
      }
    }
    MemorySegment.copy(scale, 0, to, ValueLayout.JAVA_FLOAT, 0, scale.length);
  }
}
