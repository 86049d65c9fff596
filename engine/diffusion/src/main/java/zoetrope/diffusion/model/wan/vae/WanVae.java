package zoetrope.diffusion.model.wan.vae;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * Wan2.1's autoencoder, frame group by frame group: latents are (mean - latents mean) / latents
 * deviation. Graphs live for one clip. Whoever opens it closes it.
 */
public final class WanVae implements AutoCloseable {
  /** Statistics of Wan2.1's sixteen channels (Wan2.1:wan/modules/vae.py). */
  private static final List<Double> MEANS =
      List.of(
          -0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715,
          0.5517, -0.3632, -0.1922, -0.9497, 0.2503, -0.2921);

  private static final List<Double> DEVIATIONS =
      List.of(
          2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652,
          1.5579, 1.6382, 1.1253, 2.8251, 1.9160);

  private final Checkpoint files;
  private final TensorSource names;
  private final Runtime runtime;
  private final List<Double> means;
  private final List<Double> deviations;

  /** Told of frames as they come. */
  @FunctionalInterface
  public interface Frames {
    /**
     * @param from number of the first
     * @param values [frames, 3, rows, columns], not held to -1..1
     */
    void come(int from, Tensor values);
  }

  private WanVae(
      Checkpoint files,
      TensorSource names,
      Runtime runtime,
      List<Double> means,
      List<Double> deviations) {
    this.files = files;
    this.names = names;
    this.runtime = runtime;
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Opens a folder or a safetensors file.
   *
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is none, or damaged
   */
  public static WanVae open(Path path, Runtime runtime) {
    Checkpoint files = Checkpoint.open(path);
    try {
      TensorSource names = VaeNames.of(files);
      names.info("conv2.weight");
      JsonNode config = WanConfig.beside(path);
      return new WanVae(
          files,
          names,
          runtime,
          list(config, "latents_mean", MEANS),
          list(config, "latents_std", DEVIATIONS));
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static List<Double> list(JsonNode config, String key, List<Double> usual) {
    return config.path(key).isArray()
        ? StreamSupport.stream(config.path(key).spliterator(), false)
            .map(JsonNode::asDouble)
            .toList()
        : usual;
  }

  /** Channels of a latent. */
  public int channels() {
    return names.info("conv2.weight").shape().get(1).intValue();
  }

  /**
   * @param video [3, frames, rows, columns] in -1..1
   * @return [channels, latent frames, rows / 8, columns / 8]
   */
  public float[] encode(float[] video, int frames, int rows, int columns, CancelToken cancel) {
    int z = channels();
    int n = Grid.latentFrames(frames);
    int cells = rows / Grid.SCALE * (columns / Grid.SCALE);
    int plane = rows * columns;
    float[] out = new float[z * n * cells];
    try (Session.State state = new Session.State()) {
      for (int i = 0; i < n; i++) {
        int count = i == 0 ? 1 : 4;
        int from = i == 0 ? 0 : 4 * i - 3;
        float[] piece = new float[count * 3 * plane];
        for (int f = 0; f < count; f++) {
          for (int c = 0; c < 3; c++) {
            System.arraycopy(
                video, (c * frames + from + f) * plane, piece, (f * 3 + c) * plane, plane);
          }
        }
        Map<String, Tensor> in = Map.of("frames", Tensor.of(piece, count, 3, rows, columns));
        float[] moments = encoder(i, rows, columns).run(in, state, cancel).get("moments").values();
        for (int c = 0; c < z; c++) {
          float mean = means.get(c).floatValue();
          float factor = 1 / deviations.get(c).floatValue();
          for (int k = 0; k < cells; k++) {
            out[(c * n + i) * cells + k] = (moments[c * cells + k] - mean) * factor;
          }
        }
      }
    } finally {
      unload();
    }
    return out;
  }

  /**
   * @param latent [channels, latent frames, rows, columns]
   */
  public void decode(float[] latent, Grid grid, Frames frames, CancelToken cancel) {
    int z = channels();
    int cells = grid.rows() * grid.columns();
    try (Session.State state = new Session.State()) {
      for (int i = 0; i < grid.frames(); i++) {
        float[] piece = new float[z * cells];
        for (int c = 0; c < z; c++) {
          float mean = means.get(c).floatValue();
          float factor = 1 / deviations.get(c).floatValue();
          for (int k = 0; k < cells; k++) {
            piece[c * cells + k] = latent[(c * grid.frames() + i) * cells + k] / factor + mean;
          }
        }
        Map<String, Tensor> in =
            Map.of("latent", Tensor.of(piece, 1, z, grid.rows(), grid.columns()));
        Tensor out = decoder(i, grid.rows(), grid.columns()).run(in, state, cancel).get("frames");
        frames.come(i == 0 ? 0 : 4 * i - 3, out);
      }
    } finally {
      unload();
    }
  }

  /**
   * As {@link #decode(float[], Grid, Frames, CancelToken)}, all at once.
   *
   * @return [3, frames, 8 rows, 8 columns], held to -1..1
   */
  public float[] decode(float[] latent, Grid grid, CancelToken cancel) {
    int plane = grid.rows() * Grid.SCALE * grid.columns() * Grid.SCALE;
    int n = 4 * grid.frames() - 3;
    float[] out = new float[3 * n * plane];
    decode(
        latent,
        grid,
        (from, values) -> {
          int count = (int) values.dims()[0];
          for (int i = 0; i < count * 3 * plane; i++) {
            int f = i / (3 * plane);
            int c = i / plane % 3;
            out[(c * n + from + f) * plane + i % plane] = Math.clamp(values.values()[i], -1f, 1f);
          }
        },
        cancel);
    return out;
  }

  private final java.util.List<Session> sessions = new java.util.ArrayList<>();

  private Session encoder(int piece, int rows, int columns) {
    return session(piece, () -> VaeGraph.encoder(names, piece == 0, rows, columns));
  }

  private Session decoder(int piece, int rows, int columns) {
    return session(piece, () -> VaeGraph.decoder(names, piece == 0, rows, columns));
  }

  /** The graph of the first piece makes room for that of all others. */
  private Session session(
      int piece, java.util.function.Supplier<zoetrope.diffusion.graph.Graph.Model> graph) {
    if (piece < 2) {
      unload();
      sessions.add(runtime.open(graph.get()));
    }
    return sessions.getFirst();
  }

  private void unload() {
    sessions.forEach(Session::close);
    sessions.clear();
  }

  @Override
  public void close() {
    unload();
    files.close();
  }
}
