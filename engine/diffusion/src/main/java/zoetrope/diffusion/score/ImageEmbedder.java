package zoetrope.diffusion.score;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;

/**
 * Turns a picture into a vector whose direction tells what the picture shows: the stem and the
 * first inverted residual blocks of a MobileNetV2 (Sandler et al. 2018), averaged over a grid of 4
 * x 4 and measured from the average character in units of the spread among characters. Weights come
 * from assets/embedder/embedder.safetensors. It runs in plain Java: the same vector on every
 * machine, no native memory, and several threads may share one. Loops run along whole planes, which
 * the compiler turns into vector instructions.
 */
public final class ImageEmbedder {
  private static final int SIDE = 128;
  private static final int GRID = 4;

  private final Map<String, float[]> weights;

  /** Feature maps, {@code data[(channel * side + y) * side + x]}. */
  private record Maps(int channels, int side, float[] data) {
    static Maps empty(int channels, int side) {
      return new Maps(channels, side, new float[channels * side * side]);
    }
  }

  private ImageEmbedder(Map<String, float[]> weights) {
    this.weights = weights;
  }

  /**
   * Reads the weights.
   *
   * @throws CheckpointException when the file is damaged or is not the embedder's
   */
  public static ImageEmbedder load(Path file) {
    Map<String, float[]> weights = new HashMap<>();
    try (SafetensorsFile f = SafetensorsFile.open(file)) {
      f.info("stem.weight");
      f.info("features.mean");
      f.info("features.spread");
      f.header().tensors().keySet().forEach(name -> weights.put(name, f.floats(name)));
    }
    return new ImageEmbedder(weights);
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
    float[] mean = weight("features.mean");
    float[] spread = weight("features.spread");
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
    if (rgb.length != 3 * SIDE * SIDE) {
      throw new IllegalArgumentException(
          rgb.length + " values are no RGB picture of " + SIDE + "x" + SIDE);
    }
    Maps x = relu6(stem(new Maps(3, SIDE, rgb)));
    for (int i = 0; weights.containsKey("blocks." + i + ".project.weight"); i++) {
      x = block(x, i);
    }
    return pooled(x);
  }

  private Maps block(Maps x, int i) {
    String name = "blocks." + i + ".";
    Maps y = i == 0 ? x : relu6(pointwise(x, name + "expand"));
    y = relu6(depthwise(y, name + "depthwise", i == 1 || i == 3 || i == 6 ? 2 : 1));
    y = pointwise(y, name + "project");
    if (y.channels == x.channels && y.side == x.side) {
      for (int k = 0; k < y.data.length; k++) {
        y.data[k] += x.data[k];
      }
    }
    return y;
  }

  float[] weight(String name) {
    return weights.get(name);
  }

  private Maps stem(Maps x) {
    float[] w = weight("stem.weight");
    Maps y = biased(weight("stem.bias"), x.side / 2);
    for (int o = 0; o < y.channels; o++) {
      for (int c = 0; c < 3; c++) {
        for (int t = 0; t < 9; t++) {
          addTap(x, c, y, o, w[(o * 3 + c) * 9 + t], t, 2);
        }
      }
    }
    return y;
  }

  private Maps depthwise(Maps x, String name, int stride) {
    float[] w = weight(name + ".weight");
    Maps y = biased(weight(name + ".bias"), x.side / stride);
    for (int c = 0; c < x.channels; c++) {
      for (int t = 0; t < 9; t++) {
        addTap(x, c, y, c, w[c * 9 + t], t, stride);
      }
    }
    return y;
  }

  /**
   * A 1 x 1 convolution, four input channels at a time; their number is a multiple of four in every
   * block.
   */
  private Maps pointwise(Maps x, String name) {
    float[] w = weight(name + ".weight");
    Maps y = biased(weight(name + ".bias"), x.side);
    int n = x.side * x.side;
    for (int o = 0; o < y.channels; o++) {
      for (int c = 0; c < x.channels; c += 4) {
        addFour(x.data, c * n, y.data, o * n, n, w, o * x.channels + c);
      }
    }
    return y;
  }

  private static void addFour(float[] x, int from, float[] y, int to, int n, float[] w, int at) {
    float a = w[at];
    float b = w[at + 1];
    float c = w[at + 2];
    float d = w[at + 3];
    for (int i = 0; i < n; i++) {
      y[to + i] +=
          a * x[from + i] + b * x[from + n + i] + c * x[from + 2 * n + i] + d * x[from + 3 * n + i];
    }
  }

  /**
   * Adds one tap of a 3 x 3 kernel; padding as TensorFlow's SAME, so a stride of 2 pads below and
   * right only.
   */
  private static void addTap(Maps x, int from, Maps y, int to, float w, int tap, int stride) {
    int pad = stride == 2 ? 0 : 1;
    int dy = tap / 3 - pad;
    int dx = tap % 3 - pad;
    int first = dx < 0 ? 1 : 0;
    int end = Math.min(y.side, (x.side - dx + stride - 1) / stride);
    for (int v = 0; v < y.side; v++) {
      int row = v * stride + dy;
      if (row >= 0 && row < x.side) {
        int target = (to * y.side + v) * y.side;
        int source = (from * x.side + row) * x.side + dx;
        for (int u = first; u < end; u++) {
          y.data[target + u] += w * x.data[source + u * stride];
        }
      }
    }
  }

  private static Maps biased(float[] bias, int side) {
    Maps y = Maps.empty(bias.length, side);
    int n = side * side;
    for (int c = 0; c < bias.length; c++) {
      java.util.Arrays.fill(y.data, c * n, (c + 1) * n, bias[c]);
    }
    return y;
  }

  private static Maps relu6(Maps x) {
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = Math.min(Math.max(x.data[i], 0), 6);
    }
    return x;
  }

  private static float[] pooled(Maps x) {
    int cell = x.side / GRID;
    float[] out = new float[x.channels * GRID * GRID];
    for (int i = 0; i < x.data.length; i++) {
      int c = i / (x.side * x.side);
      int row = i / x.side % x.side / cell;
      int column = i % x.side / cell;
      out[(c * GRID + row) * GRID + column] += x.data[i] / (cell * cell);
    }
    return out;
  }
}
