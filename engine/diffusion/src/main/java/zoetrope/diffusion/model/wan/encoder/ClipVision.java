package zoetrope.diffusion.model.wan.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.model.Finite;
import zoetrope.diffusion.model.PartTensors;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.model.wan.PillowResize;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.RenamedTensors;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * CLIP's vision tower (Radford et al. 2021) as Wan2.1's image-to-video models use it: all tokens of
 * the last block but one, without the last norm. Reads the original checkpoint, whose text tower is
 * passed over, and transformers' CLIPVisionModel.
 */
public final class ClipVision implements AutoCloseable {
  /** The original code's; transformers' layout says its own. */
  private static final double EPS = 1e-5;

  /** Heads of ViT-H/14, which the original code has fixed. */
  private static final int HEADS = 16;

  private static final float[] MEAN = {.48145466f, .4578275f, .40821073f};
  private static final float[] SPREAD = {.26862954f, .26130258f, .27577711f};

  private final Checkpoint files;
  private final TensorSource names;
  private final boolean fused;
  private final int heads;
  private final float eps;
  private final Runtime runtime;

  private ClipVision(
      Checkpoint files, TensorSource names, boolean fused, int heads, double eps, Runtime runtime) {
    this.files = files;
    this.names = names;
    this.fused = fused;
    this.heads = heads;
    this.eps = (float) eps;
    this.runtime = runtime;
  }

  /**
   * Opens a folder or a safetensors file.
   *
   * @param heads where the checkpoint has no configuration that says it, and is no ViT-H
   */
  public static ClipVision open(Path path, Runtime runtime, OptionalInt heads) {
    Checkpoint files = Checkpoint.open(path);
    try {
      boolean fused = fused(files);
      TensorSource names = names(files);
      names.info("patch_embedding.weight");
      JsonNode config = WanConfig.beside(path);
      int said = config.path("num_attention_heads").asInt(HEADS);
      double eps = config.path("layer_norm_eps").asDouble(EPS);
      ClipTensors.of(names)
          .check(
              files,
              names,
              tensors ->
                  new ClipVision(files, tensors, fused, heads.orElse(said), eps, runtime).graph());
      return new ClipVision(files, names, fused, heads.orElse(said), eps, runtime);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static boolean fused(Checkpoint files) {
    return files.has("visual.patch_embedding.weight");
  }

  private static TensorSource names(Checkpoint files) {
    return new RenamedTensors(files, fused(files) ? n -> "visual." + n : ClipVision::transformers);
  }

  /** The tensors of an image encoder's file that its graph takes, from its header alone. */
  public static PartTensors tensors(Checkpoint files) {
    return ClipTensors.of(names(files));
  }

  private static String transformers(String name) {
    return "vision_model."
        + name.replace("cls_embedding", "embeddings.class_embedding")
            .replace("patch_embedding", "embeddings.patch_embedding")
            .replace("pos_embedding", "embeddings.position_embedding.weight")
            .replace("pre_norm", "pre_layrnorm")
            .replace("transformer.", "encoder.layers.")
            .replace("attn.proj", "self_attn.out_proj")
            .replace("attn.to_", "self_attn.")
            .replace("mlp.0", "mlp.fc1")
            .replace("mlp.2", "mlp.fc2")
            .replace(".norm", ".layer_norm");
  }

  private int patch() {
    return names.info("patch_embedding.weight").shape().get(2).intValue();
  }

  /** Pixels of the square picture's side. */
  public int side() {
    TensorInfo places = names.info("pos_embedding");
    int tokens =
        (int) (places.elements() / names.info("patch_embedding.weight").shape().getFirst());
    return (int) Math.round(Math.sqrt(tokens - 1.0)) * patch();
  }

  /** Rows of what {@link #encode} gives. */
  public int tokens() {
    return 1 + (side() / patch()) * (side() / patch());
  }

  /** A picture of values -1..1 as the original code prepares it: stretched to the square. */
  public float[] stretched(Planes picture) {
    Planes p = picture.bicubic(side(), side());
    float[] out = new float[p.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = p.values()[i] * .5f + .5f;
    }
    return normalised(out);
  }

  /**
   * A picture as diffusers prepares it (CLIPImageProcessor): shorter side fitted, middle cut out.
   *
   * @param planes [3, rows, columns] of 0..255
   */
  public float[] cropped(int[] planes, int rows, int columns) {
    int side = side();
    int h = rows <= columns ? side : (int) ((long) side * rows / columns);
    int w = rows <= columns ? (int) ((long) side * columns / rows) : side;
    int[] small = PillowResize.BICUBIC.resize(planes, 3, rows, columns, h, w);
    float[] out = new float[3 * side * side];
    int top = (h - side) / 2;
    int left = (w - side) / 2;
    for (int i = 0; i < out.length; i++) {
      int c = i / (side * side);
      int y = i / side % side + top;
      int x = i % side + left;
      out[i] = small[(c * h + y) * w + x] / 255f;
    }
    return normalised(out);
  }

  private float[] normalised(float[] rgb) {
    int n = rgb.length / 3;
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (rgb[i] - MEAN[i / n]) / SPREAD[i / n];
    }
    return rgb;
  }

  /**
   * @param pixels [3, side, side], prepared
   * @return [1 + patches, width]
   */
  public float[] encode(float[] pixels, CancelToken cancel) {
    try (Session s = runtime.open(graph())) {
      Map<String, Tensor> out =
          s.run(Map.of("pixels", Tensor.of(pixels, 1, 3, side(), side())), cancel);
      return Finite.checked(out.get("tokens").values(), files, "CLIP image encoder");
    }
  }

  private Graph.Model graph() {
    Graph g = new Graph("clip-vision");
    Ops o = new Ops(g);
    Weights w = new Weights(g, names, "", Precision.FP32);
    Value pixels = g.input("pixels", 1, 3, side(), side());
    Value patches = o.conv2d(pixels, w.get("patch_embedding.weight"), patch());
    long d = patches.dim(1);
    long n = patches.dim(2) * patches.dim(3);
    Value x = o.transpose(o.reshape(patches, d, n), 1, 0);
    x = o.concat(0, w.reshaped("cls_embedding", 1, d), x);
    x = o.add(x, w.reshaped("pos_embedding", n + 1, d));
    x = norm(o, w, x, "pre_norm");
    for (int i = 0; i < ClipTensors.blocks(names); i++) {
      String b = "transformer." + i + ".";
      x = o.add(x, attention(o, w, norm(o, w, x, b + "norm1"), b + "attn."));
      Value y = o.gelu(w.exact(norm(o, w, x, b + "norm2"), b + "mlp.0"), false);
      x = o.add(x, w.exact(y, b + "mlp.2"));
    }
    g.output("tokens", x);
    return g.build();
  }

  private Value norm(Ops o, Weights w, Value x, String name) {
    long d = x.dim(-1);
    return o.layerNorm(x, w.get(name + ".weight", d), w.get(name + ".bias", d), eps);
  }

  private Value attention(Ops o, Weights w, Value x, String name) {
    long n = x.dim(0);
    long d = x.dim(1);
    if (heads <= 0 || d % heads != 0) {
      throw new IllegalArgumentException(d + " numbers in " + heads + " heads");
    }
    List<Value> qkv =
        fused
            ? o.split(w.exact(x, name + "to_qkv"), 1, d, d, d)
            : List.of(
                w.exact(x, name + "to_q_proj"),
                w.exact(x, name + "to_k_proj"),
                w.exact(x, name + "to_v_proj"));
    List<Value> wide = qkv.stream().map(v -> o.reshape(v, 1, n, d)).toList();
    Value y = o.flashAttention(wide.get(0), wide.get(1), wide.get(2), heads);
    return w.exact(o.reshape(y, n, d), name + "proj");
  }

  /** Whether the checkpoint is in transformers' layout, whose pipelines crop the picture. */
  public boolean crops() {
    return !fused;
  }

  @Override
  public void close() {
    files.close();
  }
}
