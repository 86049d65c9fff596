package zoetrope.diffusion.model.wan.vae;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.Finite;
import zoetrope.diffusion.model.PartTensors;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Tensor;

/**
 * Wan2.1's autoencoder, frame group by frame group: latents are (mean - latents mean) / latents
 * deviation. What it takes in memory does not depend on the length of the clip. Graphs live for one
 * clip. Whoever opens it closes it.
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
  private final VaeMemory memory;
  private final long budget;

  /** Told of frames as they come. */
  @FunctionalInterface
  public interface Frames {
    /**
     * @param from number of the first
     * @param values [frames, 3, rows, columns], not held to -1..1
     */
    void come(int from, Tensor values);

    /**
     * Told of work: behind each piece, or where there are tiles behind each tile's, before any
     * frame comes.
     *
     * @param share of all work, 0 to 1
     */
    default void worked(double share) {}
  }

  /** Pictures to encode, which may be asked for again. */
  @FunctionalInterface
  public interface Pictures {
    /**
     * @param from number of the first
     * @param count how many
     * @param to [count, 3, rows, columns], to be filled with values in -1..1
     */
    void read(int from, int count, float[] to);

    /**
     * Of a clip in memory.
     *
     * @param video [3, frames, rows, columns]
     * @param plane rows * columns
     */
    static Pictures of(float[] video, int plane) {
      int frames = video.length / 3 / plane;
      return (from, count, to) -> {
        for (int i = 0; i < count * 3; i++) {
          int source = (i % 3 * frames + from + i / 3) * plane;
          System.arraycopy(video, source, to, i * plane, plane);
        }
      };
    }
  }

  private WanVae(
      Checkpoint files,
      TensorSource names,
      Runtime runtime,
      List<Double> means,
      List<Double> deviations,
      long budget) {
    this.files = files;
    this.names = names;
    this.runtime = runtime;
    this.means = means;
    this.deviations = deviations;
    this.memory = VaeMemory.of(names, files);
    this.budget = budget;
  }

  /** Opens a folder or a safetensors file, to be used without tiles. */
  public static WanVae open(Path path, Runtime runtime) {
    return open(path, runtime, Long.MAX_VALUE);
  }

  /**
   * Opens a folder or a safetensors file.
   *
   * @param budget bytes to stay within; pictures that need more are cut into overlapping tiles, of
   *     16 cells' side at least. Time is never cut.
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when it is none, or damaged
   */
  public static WanVae open(Path path, Runtime runtime, long budget) {
    Checkpoint files = Checkpoint.open(path);
    try {
      TensorSource names = VaeNames.of(files);
      new VaeTensors(names)
          .part()
          .check(
              files,
              names,
              tensors ->
                  List.of(
                      VaeGraph.encoder(tensors, false, Grid.SCALE, Grid.SCALE),
                      VaeGraph.decoder(tensors, false, 1, 1)));
      JsonNode config = WanConfig.beside(path);
      int z = channels(names);
      return new WanVae(
          files,
          names,
          runtime,
          list(path, config, "latents_mean", MEANS, z),
          list(path, config, "latents_std", DEVIATIONS, z),
          budget);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** The tensors of an autoencoder's file that its graphs take, from its header alone. */
  public static PartTensors tensors(Checkpoint files) {
    return new VaeTensors(VaeNames.of(files)).part();
  }

  private static List<Double> list(
      Path path, JsonNode config, String key, List<Double> usual, int channels) {
    List<Double> out =
        config.path(key).isArray()
            ? StreamSupport.stream(config.path(key).spliterator(), false)
                .map(JsonNode::asDouble)
                .toList()
            : usual;
    if (out.size() != channels) {
      throw new CheckpointException(
          path,
          "its latents have %d channels and its config.json says %s of %d"
              .formatted(channels, key, out.size()),
          "Add the config.json that belongs to this VAE");
    }
    return out;
  }

  /** Channels of a latent. */
  public int channels() {
    return channels(names);
  }

  private static int channels(TensorSource names) {
    return names.info("conv2.weight").shape().get(1).intValue();
  }

  /** Bytes that encoding or decoding pictures of so many cells takes, as an estimate. */
  public long memory(int rows, int columns) {
    Tiles tiles = tiles(rows, columns);
    long cells = (long) rows * columns;
    return tiles.count() == 1 ? memory.whole(cells) : memory.tiled(cells, tiles);
  }

  /** Tiles that pictures of so many cells are cut into. */
  public int tileCount(int rows, int columns) {
    return tiles(rows, columns).count();
  }

  /** Multiplications that decoding a latent takes, with those that tiles make twice. */
  public double decodingWork(Grid grid) {
    Tiles t = tiles(grid.rows(), grid.columns());
    return VaeWork.decoding(names) * grid.frames() * t.work();
  }

  private Tiles tiles(int rows, int columns) {
    return memory.within(budget, rows, columns);
  }

  /**
   * @param video [3, frames, rows, columns] in -1..1
   * @return [channels, latent frames, rows / 8, columns / 8]
   */
  public float[] encode(float[] video, int frames, int rows, int columns, CancelToken cancel) {
    return encode(Pictures.of(video, rows * columns), frames, rows, columns, cancel);
  }

  /**
   * As {@link #encode(float[], int, int, int, CancelToken)} of pictures that are asked for piece by
   * piece, once for every tile.
   */
  public float[] encode(Pictures video, int frames, int rows, int columns, CancelToken cancel) {
    checkSize(rows, columns);
    Grid grid = new Grid(Grid.latentFrames(frames), rows / Grid.SCALE, columns / Grid.SCALE);
    Tiles tiles = tiles(grid.rows(), grid.columns());
    float[] out = new float[channels() * grid.cells()];
    VaeCoder coder = new VaeCoder(names, runtime, grid, tiles, cancel);
    coder.encode(
        piece -> {
          int count = piece == 0 ? 1 : 4;
          float[] v = new float[count * 3 * rows * columns];
          video.read(first(piece), count, v);
          return Tensor.of(v, count, 3, rows, columns);
        },
        (piece, moments) -> normalise(moments, piece, grid, out));
    return Finite.checked(out, files, "VAE's encoder");
  }

  private static void checkSize(int rows, int columns) {
    if (rows <= 0 || columns <= 0 || rows % Grid.SCALE != 0 || columns % Grid.SCALE != 0) {
      throw new IllegalArgumentException(
          "pictures of " + columns + "x" + rows + " cannot be encoded: sizes are multiples of 8");
    }
  }

  private void normalise(Tensor moments, int piece, Grid grid, float[] out) {
    int cells = grid.rows() * grid.columns();
    for (int c = 0; c < channels(); c++) {
      float mean = means.get(c).floatValue();
      float factor = 1 / deviations.get(c).floatValue();
      for (int k = 0; k < cells; k++) {
        out[(c * grid.frames() + piece) * cells + k] =
            (moments.values()[c * cells + k] - mean) * factor;
      }
    }
  }

  /**
   * Decodes; without tiles frames come as they are decoded, with tiles after all tiles are.
   *
   * @param latent [channels, latent frames, rows, columns]
   */
  public void decode(float[] latent, Grid grid, Frames frames, CancelToken cancel) {
    Tiles tiles = tiles(grid.rows(), grid.columns());
    new VaeCoder(names, runtime, grid, tiles, cancel)
        .decode(
            piece -> denormalised(latent, piece, grid),
            (piece, values) -> {
              Finite.checked(values.values(), files, "VAE's decoder");
              frames.come(first(piece), values);
            },
            frames::worked);
  }

  /** Number of a piece's first frame. */
  private static int first(int piece) {
    return piece == 0 ? 0 : 4 * piece - 3;
  }

  private Tensor denormalised(float[] latent, int piece, Grid grid) {
    int z = channels();
    int cells = grid.rows() * grid.columns();
    float[] out = new float[z * cells];
    for (int c = 0; c < z; c++) {
      float mean = means.get(c).floatValue();
      float factor = 1 / deviations.get(c).floatValue();
      for (int k = 0; k < cells; k++) {
        out[c * cells + k] = latent[(c * grid.frames() + piece) * cells + k] / factor + mean;
      }
    }
    return Tensor.of(out, 1, z, grid.rows(), grid.columns());
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

  @Override
  public void close() {
    files.close();
  }
}
