package zoetrope.diffusion.judge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import zoetrope.core.image.RgbClip;
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
 * Says which place a frame shows: three convolutions and a linear layer
 * (assets/starter/train_classifier.py).
 */
public final class SceneClassifier implements AutoCloseable {
  private static final int SCALE = 8;

  private final SafetensorsFile file;
  private final Runtime runtime;
  private final List<String> classes;

  private SceneClassifier(SafetensorsFile file, Runtime runtime, List<String> classes) {
    this.file = file;
    this.runtime = runtime;
    this.classes = classes;
  }

  /** Opens the weights; throws {@link CheckpointException} when they are damaged. */
  public static SceneClassifier open(Path weights, Runtime runtime) {
    SafetensorsFile file = SafetensorsFile.open(weights);
    String names = file.header().metadata().getOrDefault("classes", "");
    return new SceneClassifier(file, runtime, List.of(names.split(",")));
  }

  /** The places it knows. */
  public List<String> classes() {
    return classes;
  }

  /** The place a clip's middle frame shows. */
  public String classify(RgbClip clip, CancelToken cancel) {
    int rows = clip.height() / SCALE;
    int columns = clip.width() / SCALE;
    try (Session s = runtime.open(graph(rows, columns))) {
      float[] scores =
          s.run(
                  Map.of("frame", Tensor.of(shrunk(clip, rows, columns), 1, 3, rows, columns)),
                  cancel)
              .get("scores")
              .values();
      int best = 0;
      for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      return classes.get(best);
    }
  }

  private static float[] shrunk(RgbClip clip, int rows, int columns) {
    float[] out = new float[3 * rows * columns];
    int at = clip.frames() / 2 * clip.width() * clip.height();
    for (int y = 0; y < rows * SCALE; y++) {
      for (int x = 0; x < columns * SCALE; x++) {
        for (int c = 0; c < 3; c++) {
          int v = clip.rgb()[(at + y * clip.width() + x) * 3 + c] & 255;
          out[(c * rows + y / SCALE) * columns + x / SCALE] += v / 255f / (SCALE * SCALE);
        }
      }
    }
    return out;
  }

  private Graph.Model graph(int rows, int columns) {
    Graph g = new Graph("scene-classifier");
    Ops o = new Ops(g);
    Value x = o.plus(o.scale(g.input("frame", 1, 3, rows, columns), 2), -1);
    for (int i = 1; i <= 3; i++) {
      x =
          o.relu(
              o.conv2d(
                  x,
                  g.weight(file.info("conv" + i + ".weight")),
                  g.weight(file.info("conv" + i + ".bias")),
                  2,
                  1));
    }
    Value flat = o.reshape(x, x.dim(1), x.dim(2) * x.dim(3));
    Value seen = o.concat(0, o.reduce("ReduceMean", flat, 1), o.reduce("ReduceMax", flat, 1));
    Value v = o.reshape(seen, 1, seen.dim(0));
    g.output("scores", o.gemm(v, g.weight(file.info("fc.weight")), g.weight(file.info("fc.bias"))));
    return g.build();
  }

  @Override
  public void close() {
    file.close();
  }
}
