package zoetrope.diffusion.model.wan.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.TensorRows;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.model.Finite;
import zoetrope.diffusion.model.PartTensors;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.model.wan.RenamedTensors;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * The text encoder of Wan2.1: UMT5's encoder (Chung et al. 2023), a T5 whose every layer has its
 * own relative position bias. Only the tokens of the prompt are run, since padding is masked; rows
 * of the embedding are read from the file, so that the vocabulary never is in memory. A graph lives
 * for one call: the encoder is big and asked for once a prompt.
 */
public final class Umt5 implements AutoCloseable {
  /** The original code's; transformers' layout says its own. */
  private static final double EPS = 1e-6;

  private static final int FURTHEST = 128;

  private final Checkpoint files;
  private final TensorSource names;
  private final Runtime runtime;
  private final Precision precision;
  private final float eps;
  private final int furthest;

  private Umt5(
      Checkpoint files, TensorSource names, JsonNode config, Runtime runtime, Precision precision) {
    this.files = files;
    this.names = names;
    eps = (float) config.path("layer_norm_epsilon").asDouble(EPS);
    furthest = config.path("relative_attention_max_distance").asInt(FURTHEST);
    this.runtime = runtime;
    // Its values overflow 16-bit floats.
    this.precision = precision == Precision.FP16 ? Precision.FP32 : precision;
  }

  /**
   * Opens a folder or a file of weights, with the names of the original release, of transformers or
   * of llama.cpp.
   *
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is none, or damaged
   */
  public static Umt5 open(Path path, Runtime runtime, Precision precision) {
    Checkpoint files = Checkpoint.open(path);
    try {
      TensorSource names = names(files);
      JsonNode config = WanConfig.beside(path);
      Umt5Tensors.of(names)
          .check(
              files,
              names,
              tensors -> {
                tensors.info(Umt5Tensors.EMBEDDING);
                return new Umt5(files, tensors, config, runtime, precision)
                    .graph(1, Precision.FP32);
              });
      return new Umt5(files, names, config, runtime, precision);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static TensorSource names(Checkpoint files) {
    boolean shared = files.has("shared.weight") || !files.has("encoder.embed_tokens.weight");
    if (files.has("token_embd.weight")) {
      return new RenamedTensors(files, Umt5::llama);
    }
    return files.has(Umt5Tensors.EMBEDDING)
        ? files
        : new RenamedTensors(files, name -> transformers(name, shared));
  }

  /** The tensors of a text encoder's file that its graph takes, from its header alone. */
  public static PartTensors tensors(Checkpoint files) {
    return Umt5Tensors.of(names(files));
  }

  /**
   * @param shared whether the embedding is kept under the name that encoder and decoder share
   */
  private static String transformers(String name, boolean shared) {
    if (name.startsWith("token_embedding")) {
      return name.replace("token_embedding", shared ? "shared" : "encoder.embed_tokens");
    }
    if (name.startsWith("norm.")) {
      return "encoder.final_layer_norm." + name.substring("norm.".length());
    }
    return "encoder."
        + name.replace("blocks.", "block.")
            .replace("pos_embedding.embedding", "layer.0.SelfAttention.relative_attention_bias")
            .replace("attn.", "layer.0.SelfAttention.")
            .replace("norm1", "layer.0.layer_norm")
            .replace("norm2", "layer.1.layer_norm")
            .replace("ffn.gate.0", "layer.1.DenseReluDense.wi_0")
            .replace("ffn.fc1", "layer.1.DenseReluDense.wi_1")
            .replace("ffn.fc2", "layer.1.DenseReluDense.wo");
  }

  /** The names that llama.cpp gives a T5's encoder, in GGUF files. */
  private static String llama(String name) {
    if (name.startsWith("token_embedding.")) {
      return name.replace("token_embedding.", "token_embd.");
    }
    if (name.startsWith("norm.")) {
      return "enc.output_" + name;
    }
    return name.replace("blocks.", "enc.blk.")
        .replace("pos_embedding.embedding", "attn_rel_b")
        .replace("attn.", "attn_")
        .replace("norm1", "attn_norm")
        .replace("norm2", "ffn_norm")
        .replace("ffn.gate.0", "ffn_gate")
        .replace("ffn.fc1", "ffn_up")
        .replace("ffn.fc2", "ffn_down");
  }

  /** Width of the vectors. */
  public int size() {
    return names.info(Umt5Tensors.EMBEDDING).shape().get(1).intValue();
  }

  /**
   * @param ids of the prompt's tokens, its end included, padding not
   * @return [tokens, size]
   */
  public float[] encode(long[] ids, CancelToken cancel) {
    int size = size();
    float[] in = new float[ids.length * size];
    try (TensorRows words = names.rows(Umt5Tensors.EMBEDDING)) {
      for (int i = 0; i < ids.length; i++) {
        words.read(ids[i], 1, in, i * size);
      }
    }
    try (Session s = runtime.open(graph(ids.length, precision))) {
      Map<String, Tensor> out = s.run(Map.of("tokens", Tensor.of(in, ids.length, size)), cancel);
      return Finite.checked(out.get("context").values(), files, "UMT5 text encoder");
    }
  }

  private Graph.Model graph(int n, Precision products) {
    if (!Umt5Tensors.block(names, 0)) {
      throw new IllegalArgumentException("it has no blocks");
    }
    Graph g = new Graph("umt5");
    Ops o = new Ops(g);
    Weights w = new Weights(g, names, "", products);
    Value x = g.input("tokens", n, size());
    for (int i = 0; Umt5Tensors.block(names, i); i++) {
      String b = "blocks." + i + ".";
      Value y = o.rmsNormalization(x, w.get(b + "norm1.weight", size()), eps);
      x = o.add(x, attention(o, w, y, b));
      y = o.rmsNormalization(x, w.get(b + "norm2.weight", size()), eps);
      Value gate = o.gelu(w.linearNoBias(y, b + "ffn.gate.0"), true);
      y = o.mul(w.linearNoBias(y, b + "ffn.fc1"), gate);
      x = o.add(x, w.linearNoBias(y, b + "ffn.fc2"));
    }
    g.output("context", o.rmsNormalization(x, w.get("norm.weight", size()), eps));
    return g.build();
  }

  private Value attention(Ops o, Weights w, Value x, String block) {
    long n = x.dim(0);
    Value table = w.get(block + "pos_embedding.embedding.weight");
    long heads = table.dim(1);
    int buckets = (int) table.dim(0);
    long[] rows = new long[(int) (n * n)];
    Arrays.setAll(rows, i -> bucket(i % (int) n - i / (int) n, buckets, furthest));
    Value bias = o.transpose(o.reshape(o.gather(table, rows), n, n, heads), 2, 0, 1);
    Value q = heads(o, w.linearNoBias(x, block + "attn.q"), heads);
    Value k = heads(o, w.linearNoBias(x, block + "attn.k"), heads);
    Value v = heads(o, w.linearNoBias(x, block + "attn.v"), heads);
    Value scores = o.add(o.matMul(q, o.transpose(k, 0, 2, 1)), bias);
    Value y = o.transpose(o.matMul(o.softmax(scores, -1), v), 1, 0, 2);
    return w.linearNoBias(o.reshape(y, n, y.dim(1) * y.dim(2)), block + "attn.o");
  }

  private static Value heads(Ops o, Value x, long heads) {
    return o.transpose(o.reshape(x, x.dim(0), heads, x.dim(1) / heads), 1, 0, 2);
  }

  /**
   * T5's bucket of a distance (Raffel et al. 2020): half of the buckets for either direction, half
   * of those for near distances each, the rest growing with the logarithm.
   *
   * @param distance key's place less query's
   */
  public static int bucket(long distance, int buckets, int furthest) {
    int half = buckets / 2;
    int near = half / 2;
    long far = Math.abs(distance);
    int side = distance > 0 ? half : 0;
    if (far < near) {
      return side + (int) far;
    }
    // In 32 bits, as the original code has it.
    float share = (float) Math.log((float) far / near) / (float) Math.log((double) furthest / near);
    return side + Math.min(half - 1, near + (int) (share * (half - near)));
  }

  @Override
  public void close() {
    files.close();
  }
}
