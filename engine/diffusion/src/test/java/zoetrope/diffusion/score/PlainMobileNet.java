package zoetrope.diffusion.score;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import zoetrope.diffusion.checkpoint.SafetensorsFile;

/** The embedder in plain loops: the control the graph is held against. */
final class PlainMobileNet implements ImageEmbedder {
  private final Map<String, float[]> weights = new HashMap<>();

  private record Maps(int channels, int side, float[] data) {}

  PlainMobileNet(Path file) {
    try (SafetensorsFile f = SafetensorsFile.open(file)) {
      f.header().tensors().keySet().forEach(name -> weights.put(name, f.floats(name)));
    }
  }

  @Override
  public int side() {
    return 128;
  }

  float[] weight(String name) {
    return weights.get(name);
  }

  @Override
  public float[] embed(float[] rgb) {
    float[] v = features(rgb);
    double norm = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = (v[i] - weight("features.mean")[i]) / weight("features.spread")[i];
      norm += v[i] * v[i];
    }
    for (int i = 0; i < v.length; i++) {
      v[i] /= (float) Math.sqrt(norm);
    }
    return v;
  }

  float[] features(float[] rgb) {
    Maps x = relu6(full(new Maps(3, side(), rgb), "stem", 3, 2));
    for (int i = 0; weights.containsKey("blocks." + i + ".project.weight"); i++) {
      String b = "blocks." + i + ".";
      Maps y = i == 0 ? x : relu6(full(x, b + "expand", 1, 1));
      y = relu6(depthwise(y, b + "depthwise", i == 1 || i == 3 || i == 6 ? 2 : 1));
      y = full(y, b + "project", 1, 1);
      if (y.channels == x.channels && y.side == x.side) {
        for (int k = 0; k < y.data.length; k++) {
          y.data[k] += x.data[k];
        }
      }
      x = y;
    }
    return pooled(x);
  }

  private static float[] pooled(Maps x) {
    int cell = x.side / 4;
    float[] out = new float[x.channels * 16];
    for (int i = 0; i < x.data.length; i++) {
      int c = i / (x.side * x.side);
      int row = i / x.side % x.side / cell;
      int column = i % x.side / cell;
      out[c * 16 + row * 4 + column] += x.data[i] / (cell * cell);
    }
    return out;
  }

  private Maps full(Maps x, String name, int k, int stride) {
    float[] w = weight(name + ".weight");
    float[] bias = weight(name + ".bias");
    Maps y = new Maps(bias.length, x.side / stride, new float[bias.length * (x.side / stride) * (x.side / stride)]);
    for (int o = 0; o < bias.length; o++) {
      for (int c = 0; c < x.channels; c++) {
        for (int t = 0; t < k * k; t++) {
          add(x, c, y, o, w[(o * x.channels + c) * k * k + t], t, k, stride);
        }
      }
      shift(y, o, bias[o]);
    }
    return y;
  }

  private Maps depthwise(Maps x, String name, int stride) {
    float[] w = weight(name + ".weight");
    Maps y = new Maps(x.channels, x.side / stride, new float[x.channels * (x.side / stride) * (x.side / stride)]);
    for (int c = 0; c < x.channels; c++) {
      for (int t = 0; t < 9; t++) {
        add(x, c, y, c, w[c * 9 + t], t, 3, stride);
      }
      shift(y, c, weight(name + ".bias")[c]);
    }
    return y;
  }

  /** Adds one tap of a kernel; padding as TensorFlow's SAME, so a stride of 2 pads below and right only. */
  private static void add(Maps x, int from, Maps y, int to, float w, int tap, int k, int stride) {
    int pad = stride == 2 ? 0 : k / 2;
    int dy = tap / k - pad;
    int dx = tap % k - pad;
    for (int v = 0; v < y.side; v++) {
      int sy = v * stride + dy;
      if (sy < 0 || sy >= x.side) {
        continue;
      }
      int target = (to * y.side + v) * y.side;
      int source = (from * x.side + sy) * x.side + dx;
      for (int u = dx < 0 ? 1 : 0; u < y.side && u * stride + dx < x.side; u++) {
        y.data[target + u] += w * x.data[source + u * stride];
      }
    }
  }

  private static void shift(Maps y, int channel, float by) {
    int n = y.side * y.side;
    for (int i = channel * n; i < (channel + 1) * n; i++) {
      y.data[i] += by;
    }
  }

  private static Maps relu6(Maps x) {
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] = Math.clamp(x.data[i], 0, 6);
    }
    return x;
  }

  @Override
  public void close() {}
}
