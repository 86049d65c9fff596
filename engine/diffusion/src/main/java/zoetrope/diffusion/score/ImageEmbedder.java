package zoetrope.diffusion.score;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * Turns a picture into a vector whose direction tells what the picture shows: the stem and the
 * first inverted residual blocks of a MobileNetV2 (Sandler et al. 2018), averaged over a grid of 4
 * x 4 and measured from the average character in units of the spread among characters. Weights come
 * from assets/embedder/embedder.safetensors. May be used by one thread at a time; whoever loads it
 * closes it.
 */
public final class ImageEmbedder implements AutoCloseable {
  private static final int SIDE = 128;
  private static final int GRID = 4;

  private final Session session;
  private final float[] mean;
  private final float[] spread;

  private ImageEmbedder(Session session, float[] mean, float[] spread) {
    this.session = session;
    this.mean = mean;
    this.spread = spread;
  }

  /**
   * Reads the weights.
   *
   * @throws CheckpointException when the file is damaged or is not the embedder's
   */
  public static ImageEmbedder load(Path file, Runtime runtime) {
    try (SafetensorsFile f = SafetensorsFile.open(file)) {
      float[] mean = f.floats("features.mean");
      float[] spread = f.floats("features.spread");
      return new ImageEmbedder(runtime.open(new Layers(f).model()), mean, spread);
    }
  }

  /** Pixels of the square input's side. */
  public int side() {
    return SIDE;
  }

  /**
   * @param rgb planes red, green, blue of {@code side * side} values in 0..1
   * @return 1536 values, a vector of unit length
   */
  public float[] embed(float[] rgb) {
    float[] v = features(rgb);
    double norm = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = (v[i] - mean[i]) / spread[i];
      norm += v[i] * v[i];
    }
    float scale = (float) (1 / Math.sqrt(Math.max(norm, 1e-12)));
    for (int i = 0; i < v.length; i++) {
      v[i] *= scale;
    }
    return v;
  }

  /** The averaged features of the last block, channel first. */
  float[] features(float[] rgb) {
    Map<String, Tensor> in = Map.of("rgb", Tensor.of(rgb, 1, 3, SIDE, SIDE));
    return session.run(in, new CancelToken()).get("features").values();
  }

  @Override
  public void close() {
    session.close();
  }

  /** The network as a graph; input rgb [1, 3, side, side], output features [1, c, 4, 4]. */
  private static final class Layers {
    private final Graph graph = new Graph("embedder");
    private final Ops ops = new Ops(graph);
    private final SafetensorsFile file;

    Layers(SafetensorsFile file) {
      this.file = file;
    }

    Graph.Model model() {
      Value x = graph.input("rgb", 1, 3, SIDE, SIDE);
      x = relu6(conv(x, "stem", 2, 1));
      for (int i = 0; file.header().tensors().containsKey(weight(block(i, "project"))); i++) {
        x = block(x, i);
      }
      graph.output("features", ops.averagePool(x, (int) x.dim(-1) / GRID));
      return graph.build();
    }

    private Value block(Value x, int i) {
      Value y = i == 0 ? x : relu6(conv(x, block(i, "expand"), 1, 1));
      y = relu6(conv(y, block(i, "depthwise"), i == 1 || i == 3 || i == 6 ? 2 : 1, y.dim(1)));
      y = conv(y, block(i, "project"), 1, 1);
      return y.shape().equals(x.shape()) ? ops.add(y, x) : y;
    }

    /** Padding as TensorFlow's SAME, so a stride of 2 pads below and right only. */
    private Value conv(Value x, String name, int stride, long groups) {
      Value w = graph.weight(file.info(weight(name)));
      int behind = w.dim(-1) == 3 ? 1 : 0;
      int before = stride == 1 ? behind : 0;
      Ops.Window window =
          new Ops.Window(
              new long[] {stride, stride}, new long[] {before, before, behind, behind}, groups);
      return ops.conv(x, w, Optional.of(graph.weight(file.info(name + ".bias"))), window);
    }

    private Value relu6(Value x) {
      return ops.clip(x, 0, 6);
    }

    private static String block(int i, String layer) {
      return "blocks." + i + "." + layer;
    }

    private static String weight(String layer) {
      return layer + ".weight";
    }
  }
}
