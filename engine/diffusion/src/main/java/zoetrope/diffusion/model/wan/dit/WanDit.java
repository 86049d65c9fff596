package zoetrope.diffusion.model.wan.dit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.model.Finite;
import zoetrope.diffusion.model.GraphCheck;
import zoetrope.diffusion.model.PartTensors;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.lora.LoraCard;
import zoetrope.diffusion.model.lora.Loras;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.dit.DitGraph.Tap;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Session;
import zoetrope.diffusion.runtime.Tensor;

/**
 * A Wan2.1 diffusion transformer, its weights in the user's files. Keeps the graph of one size of
 * clip at a time. Whoever opens it closes it; used by one thread at a time.
 */
public final class WanDit implements AutoCloseable {
  private final Checkpoint files;
  private final Loras loras;
  private final DitGraph graphs;
  private final WanShape shape;
  private final Runtime runtime;
  private final int blocks;
  private Optional<Loaded> loaded = Optional.empty();

  private record Loaded(Grid grid, DitGraph.Rows rows, Session step) {}

  /**
   * What a prompt, and pictures with it, say to the transformer.
   *
   * @param text [text length, dim]
   * @param image [image tokens, dim], where the model takes an image
   * @param reference [a frame's tokens, dim], where a reference stands before the clip
   */
  public record Context(Tensor text, Optional<Tensor> image, Optional<Tensor> reference) {
    DitGraph.Rows rows() {
      return new DitGraph.Rows(
          (int) text.dims()[0], image.map(t -> (int) t.dims()[0]).orElse(0), reference.isPresent());
    }
  }

  /**
   * VACE's context.
   *
   * @param values [VACE channels, frames, rows, columns]
   * @param strength factor of all it adds
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record VaceHint(float[] values, float strength) {}

  private WanDit(
      Checkpoint files,
      Loras loras,
      WanShape shape,
      Runtime runtime,
      Precision precision,
      int blocks) {
    this.files = files;
    this.loras = loras;
    this.graphs = new DitGraph(WanNames.of(files), shape, precision, loras);
    this.shape = shape;
    this.runtime = runtime;
    this.blocks = blocks;
  }

  /**
   * Opens a folder, or a safetensors file with its {@code config.json} beside it, if it has one.
   *
   * @throws CheckpointException when it is no transformer of this family, or damaged
   */
  public static WanDit open(Path path, Runtime runtime, Precision precision) {
    return open(path, List.of(), runtime, precision);
  }

  /**
   * As {@link #open(Path, Runtime, Precision)}, with LoRAs on it.
   *
   * @throws CheckpointException also when a LoRA is damaged or made for another model
   */
  public static WanDit open(Path path, List<Lora> asked, Runtime runtime, Precision precision) {
    return open(path, asked, runtime, precision, 0);
  }

  /**
   * As {@link #open(Path, List, Runtime, Precision)}, holding only some blocks' weights at a time,
   * for devices that do not hold them all: every step brings them again.
   *
   * @param blocks at a time; 0 for all
   */
  public static WanDit open(
      Path path, List<Lora> asked, Runtime runtime, Precision precision, int blocks) {
    Checkpoint files = Checkpoint.open(path);
    try {
      TensorSource names = WanNames.of(files);
      WanShape shape = GraphCheck.of(path, () -> WanShape.of(names, WanConfig.beside(path)));
      DitTensors.of(names, shape).check(files, names, tensors -> smallest(tensors, shape));
      Loras loras = Loras.open(asked, WanLayers.of(names, shape));
      return new WanDit(files, loras, shape, runtime, precision, blocks);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** All graphs over one patch, which tells whether the tensors fit together. */
  private static List<Graph.Model> smallest(TensorSource names, WanShape shape) {
    DitGraph graphs = new DitGraph(names, shape, Precision.FP32, Loras.none());
    Grid one = new Grid(shape.patch().get(0), shape.patch().get(1), shape.patch().get(2));
    int images = 0;
    if (shape.imageSize() > 0) {
      String places = "img_emb.emb_pos";
      images = names.has(places) ? Math.toIntExact(names.info(places).shape().get(1)) : 1;
    }
    boolean reference = shape.referenceChannels() > 0;
    return List.of(
        graphs.context(1, images, reference ? Optional.of(one) : Optional.empty()),
        graphs.step(one, new DitGraph.Rows(1, images, reference), Optional.empty()));
  }

  /** The tensors of a transformer's file that its graphs take, from its header alone. */
  public static PartTensors tensors(Checkpoint files, WanShape shape) {
    return DitTensors.of(WanNames.of(files), shape);
  }

  /**
   * What LoRAs hold for a transformer, from headers alone.
   *
   * @throws CheckpointException when one is damaged or made for another model
   */
  public static List<LoraCard> cards(Path path, List<Lora> asked) {
    try (Checkpoint files = Checkpoint.open(path)) {
      TensorSource names = WanNames.of(files);
      WanShape shape = WanShape.of(names, WanConfig.beside(path));
      try (Loras loras = Loras.open(asked, WanLayers.of(names, shape))) {
        return loras.cards();
      }
    }
  }

  /** What the LoRAs on it hold. */
  public List<LoraCard> loras() {
    return loras.cards();
  }

  public WanShape shape() {
    return shape;
  }

  /**
   * Projects encoded text, and an encoded image with it.
   *
   * @param text [rows, text size]; shorter than the model's text length it is padded with zeros,
   *     which the model attends to, as it was trained
   * @param image [image tokens, image size]
   */
  public Context context(float[] text, Optional<float[]> image, CancelToken cancel) {
    return context(text, image, Optional.empty(), shape.textLength(), cancel);
  }

  /** As {@link #context(float[], Optional, CancelToken)}, padded to another length. */
  public Context context(float[] text, Optional<float[]> image, int length, CancelToken cancel) {
    return context(text, image, Optional.empty(), length, cancel);
  }

  /**
   * As {@link #context(float[], Optional, CancelToken)}, with a reference.
   *
   * @param reference one latent frame of a picture at the clip's size
   */
  public Context context(
      float[] text, Optional<float[]> image, Optional<Latent> reference, CancelToken cancel) {
    return context(text, image, reference, shape.textLength(), cancel);
  }

  private Context context(
      float[] text,
      Optional<float[]> image,
      Optional<Latent> reference,
      int length,
      CancelToken cancel) {
    int imageTokens = image.map(v -> v.length / shape.imageSize()).orElse(0);
    float[] padded = java.util.Arrays.copyOf(text, length * shape.textSize());
    Map<String, Tensor> in = new HashMap<>();
    in.put("text", Tensor.of(padded, length, shape.textSize()));
    image.ifPresent(v -> in.put("image", Tensor.of(v, imageTokens, shape.imageSize())));
    reference.ifPresent(
        r ->
            in.put(
                "reference",
                Tensor.of(r.values(), r.channels(), r.grid().rows(), r.grid().columns())));
    try (Session s =
        runtime.open(graphs.context(length, imageTokens, reference.map(Latent::grid)))) {
      Map<String, Tensor> out = s.run(in, cancel);
      return new Context(
          out.get("text_tokens"),
          Optional.ofNullable(out.get("image_tokens")),
          Optional.ofNullable(out.get("reference_tokens")));
    }
  }

  /** Loads the graph of one size of clip, which the first step would do else. */
  public void prepare(Grid grid, Context context) {
    if (blocks == 0) {
      step(grid, context);
    }
  }

  /**
   * The velocity from the clip to noise at a time step.
   *
   * @param x [in channels, frames, rows, columns], conditions included
   * @param timestep 1000 for noise alone, down to 0
   * @return [out channels, frames, rows, columns]
   */
  public float[] velocity(
      float[] x,
      Grid grid,
      double timestep,
      Context context,
      Optional<VaceHint> vace,
      CancelToken cancel) {
    Map<String, Tensor> in = inputs(x, grid, timestep, context, vace);
    Tensor out =
        blocks == 0
            ? step(grid, context).run(in, cancel).get("velocity")
            : inPieces(in, grid, context, cancel);
    return Finite.checked(out.values(), files, "diffusion transformer");
  }

  private Tensor inPieces(Map<String, Tensor> in, Grid grid, Context context, CancelToken cancel) {
    Map<String, Tensor> now = new HashMap<>(in);
    for (int from = 0; from < shape.layers(); from += blocks) {
      int to = Math.min(shape.layers(), from + blocks);
      Graph.Model piece = graphs.piece(grid, context.rows(), from, to);
      try (Session s = runtime.open(piece)) {
        Map<String, Tensor> taken = new HashMap<>(now);
        taken.keySet().retainAll(s.inputs());
        s.run(taken, cancel).forEach((name, v) -> now.put(name.replace(".out", ""), v));
      }
    }
    return now.get("velocity");
  }

  /** Every value inside one step, by the names of the original code's modules, for comparing. */
  public Map<String, Tensor> inspect(
      float[] x, Grid grid, double timestep, Context context, Optional<VaceHint> vace) {
    BiConsumer<Graph, Tap> taps = (g, t) -> g.output("tap." + t.name(), t.value());
    Graph.Model model = graphs.step(grid, context.rows(), Optional.of(taps));
    try (Session s = runtime.open(model)) {
      return s.run(inputs(x, grid, timestep, context, vace), new CancelToken());
    }
  }

  private Map<String, Tensor> inputs(
      float[] x, Grid grid, double timestep, Context context, Optional<VaceHint> vace) {
    Map<String, Tensor> in = new HashMap<>();
    in.put("x", Tensor.of(x, shape.inChannels(), grid.frames(), grid.rows(), grid.columns()));
    in.put("time", Tensor.of(graphs.sinusoid(timestep), 1, shape.frequencies()));
    in.put("text_tokens", context.text());
    context.image().ifPresent(v -> in.put("image_tokens", v));
    context.reference().ifPresent(v -> in.put("reference_tokens", v));
    Consumer<VaceHint> put =
        s -> {
          in.put(
              "side",
              Tensor.of(
                  s.values(), shape.sideChannels(), grid.frames(), grid.rows(), grid.columns()));
          in.put("strength", Tensor.of(new float[] {s.strength()}, 1));
        };
    vace.ifPresent(put);
    return in;
  }

  private Session step(Grid grid, Context context) {
    DitGraph.Rows rows = context.rows();
    if (loaded.filter(l -> l.grid().equals(grid) && l.rows().equals(rows)).isEmpty()) {
      unload();
      Graph.Model model = graphs.step(grid, rows, Optional.empty());
      loaded = Optional.of(new Loaded(grid, rows, runtime.open(model)));
    }
    return loaded.orElseThrow().step();
  }

  private void unload() {
    loaded.ifPresent(l -> l.step().close());
    loaded = Optional.empty();
  }

  @Override
  public void close() {
    unload();
    loras.close();
    files.close();
  }
}
