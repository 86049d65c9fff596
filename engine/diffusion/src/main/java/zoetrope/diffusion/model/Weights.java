package zoetrope.diffusion.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

  private final Graph graph;
  private final Ops ops;
  private final TensorSource file;
  private final String prefix;
  private final Precision precision;
  private final Additions additions;
  private final Map<String, Quantized> quantized = new HashMap<>();

  private record Quantized(Value bytes, Value scale) {}

  /**
   * @param prefix what every name of this part of the checkpoint begins with
   */
  public Weights(Graph graph, TensorSource file, String prefix, Precision precision) {
    this(graph, file, prefix, precision, Additions.none());
  }

  /** As the other, with what adapters add. */
  public Weights(
      Graph graph, TensorSource file, String prefix, Precision precision, Additions additions) {
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

  private Value own(String name) {
    return graph.weight(file.info(prefix + name));
  }

  /** A 1x1 convolution over unshuffled squares, [o, c*k*k, 1, 1], as the kernel [o, c, k, k]. */
  public Value kernel(String name, long k) {
    TensorInfo t = file.info(prefix + name);
    return graph.weight(t, List.of(t.shape().get(0), t.shape().get(1) / k / k, k, k));
  }

  /** A linear layer with bias in this checkpoint's precision, x [m, in] to [m, out]. */
  public Value linear(Value x, String name) {
    return precision == Precision.INT8 ? quantized(x, name, get(name + ".bias")) : exact(x, name);
  }

  /** A linear layer with bias in full precision, for the few whose error would show. */
  public Value exact(Value x, String name) {
    Value y = ops.gemm(x, own(name + ".weight"), get(name + ".bias"));
    return additions.output(prefix + name, x, y);
  }

  /** A linear layer without bias in this checkpoint's precision. */
  public Value linearNoBias(Value x, String name) {
    return precision == Precision.INT8 ? quantized(x, name, Graph.NONE) : plain(x, name);
  }

  /** A linear layer without bias in full precision. */
  public Value plain(Value x, String name) {
    return additions.output(prefix + name, x, ops.gemm(x, own(name + ".weight")));
  }

  private Value quantized(Value x, String name, Value bias) {
    Quantized w = quantized.computeIfAbsent(prefix + name, this::quantize);
    Value y = ops.quantizedLinear(x, w.bytes(), w.scale(), bias);
    return additions.output(prefix + name, x, y);
  }

  /** Symmetric 8-bit weights with one scale for each output, transposed to [in, out]. */
  private Quantized quantize(String layer) {
    String key = layer + ".weight";
    float[] w = file.floats(key);
    int out = file.info(key).shape().getFirst().intValue();
    int in = w.length / out;
    float[] scale = new float[out];
    Value bytes = graph.bytes(new Shape(in, out), q -> quantize(w, in, q, scale));
    return new Quantized(bytes, graph.floats(new Shape(out), scale));
  }

  /** In blocks of outputs, so that what is read and what is written lies close together. */
  private static void quantize(float[] w, int in, MemorySegment q, float[] scale) {
    int out = scale.length;
    IntStream.range(0, Math.ceilDiv(out, BLOCK))
        .parallel()
        .forEach(
            block -> {
              int from = block * BLOCK;
              int to = Math.min(out, from + BLOCK);
              for (int o = from; o < to; o++) {
                float max = 1e-12f;
                for (int i = o * in; i < (o + 1) * in; i++) {
                  max = Math.max(max, Math.abs(w[i]));
                }
                scale[o] = max / 127;
              }
              for (int i = 0; i < in; i++) {
                for (int o = from; o < to; o++) {
                  byte rounded = (byte) Math.round(w[o * in + i] / scale[o]);
                  q.set(ValueLayout.JAVA_BYTE, (long) i * out + o, rounded);
                }
              }
            });
  }
}
