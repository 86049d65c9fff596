package zoetrope.diffusion.model.wan.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.dit.WanNames;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.plan.Plan.Parts;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime.Provider;

/**
 * Says before a clip is begun what it will take, and chooses how to make it. Memory is counted from
 * the tensors and the clip; time is counted products over a measured speed (docs/benchmarks.md has
 * what was measured beside what was said).
 */
public final class Planner {
  /** Values of [tokens, dim] that are alive at once in a step. */
  private static final int ALIVE = 14;

  /** The feed-forward's widest values at once, in rows of 1,024 (see DitGraph). */
  private static final int WIDE_ROWS = 3 * 1024;

  /** The program itself. */
  private static final long PROGRAM = 400L << 20;

  /** Share of the free memory that is planned with. */
  private static final double SHARE = 0.9;

  /** Time of a product beside the measured one: layers, attention, the autoencoder. */
  private static final double LAYER = 1.1;

  private static final double LAYER_INT8 = 0.75;
  private static final double ATTENTION = 1.6;
  private static final double DECODER = 1.6;

  /** Tokens of a long prompt. */
  private static final int PROMPT = 128;

  private final WanCard card;
  private final Machine machine;

  /**
   * @param card of a complete model
   */
  public Planner(WanCard card, Machine machine) {
    this.card = card;
    this.machine = machine;
  }

  /**
   * The best way to make a clip.
   *
   * @throws RequestException when it does not fit, saying what would
   */
  public Plan plan(Clip clip) {
    try (Checkpoint files = Checkpoint.open(card.path(Part.TRANSFORMER))) {
      Transformer t = Transformer.of(files, card.path(Part.TRANSFORMER));
      return plan(clip, t);
    }
  }

  private Plan plan(Clip clip, Transformer t) {
    int tokens = tokens(clip, t);
    Choice choice = choose(t, tokens);
    if (choice.bytes() > room()) {
      throw tooBig(clip, t, choice.bytes());
    }
    Work work = Work.of(t.shape(), t.hidden(), tokens);
    double passes = clip.steps() * (clip.guided() ? 2.0 : 1.0);
    double layer = choice.precision() == Precision.INT8 ? LAYER_INT8 : LAYER;
    double step = (work.linear() * layer + work.attention() * ATTENTION) / machine.speed();
    List<String> remarks = new ArrayList<>(choice.remarks());
    long budget = (long) (machine.memory() * SHARE) - PROGRAM;
    try (WanVae vae = WanVae.open(card.path(Part.AUTOENCODER), machine.runtime(), budget)) {
      Grid grid = clip.grid();
      long decoding = vae.memory(grid.rows(), grid.columns()) + PROGRAM;
      if (decoding > machine.memory()) {
        remarks.add("The VAE's smallest tiles need more than is free: decoding may be slow");
      }
      double[] text = text();
      return new Plan(
          clip,
          choice.precision(),
          choice.blocks(),
          budget,
          vae.tileCount(grid.rows(), grid.columns()),
          new Parts(text[0], choice.bytes(), decoding),
          new Parts(text[1], step * passes, vae.decodingWork(grid) * DECODER / machine.speed()),
          remarks);
    }
  }

  private boolean gpu() {
    return machine.runtime().provider() != Provider.CPU;
  }

  /** Bytes that the transformer may take. */
  private double room() {
    long all = gpu() && machine.deviceMemory() > 0 ? machine.deviceMemory() : machine.memory();
    return all * SHARE;
  }

  private static int tokens(Clip clip, Transformer t) {
    Grid g = clip.grid();
    return t.shape().tokens(g.frames(), g.rows(), g.columns());
  }

  /**
   * How the transformer is run.
   *
   * @param blocks at a time, 0 for all
   */
  private record Choice(Precision precision, int blocks, long bytes, List<String> remarks) {}

  private Choice choose(Transformer t, int tokens) {
    long values = PROGRAM + t.values(tokens);
    if (gpu()) {
      long weights = 2 * t.parameters();
      long block = weights / t.shape().layers();
      values = PROGRAM + t.values(tokens) / 2;
      int fit = (int) Math.clamp((room() - values) / block, 0, t.shape().layers());
      return fit >= t.shape().layers()
          ? new Choice(Precision.FP16, 0, weights + values, List.of())
          : new Choice(
              Precision.FP16,
              Math.max(1, fit),
              values + block * Math.max(1, fit),
              List.of("The weights do not fit at once: they are brought block by block"));
    }
    if (values + t.parameters() <= room()) {
      return new Choice(Precision.INT8, 0, values + t.parameters(), List.of());
    }
    long block = 4 * t.parameters() / t.shape().layers();
    return new Choice(
        Precision.FP32,
        0,
        values + 2 * block,
        List.of("The weights do not fit: they are read from the disk in every step"));
  }

  private RequestException tooBig(Clip clip, Transformer t, long bytes) {
    String problem =
        "a clip of %dx%d and %d frames needs %s, and %s are free"
            .formatted(
                clip.width(),
                clip.height(),
                clip.frames(),
                Plan.gib(bytes).strip(),
                Plan.gib(room()).strip());
    for (int frames = clip.frames() - 4; frames > 0; frames -= 4) {
      if (fits(clip.of(clip.width(), clip.height(), frames), t)) {
        return new RequestException(problem, frames + " frames of this size would fit");
      }
    }
    for (int height = clip.height() - 16; height > 0; height -= 16) {
      int width = Math.max(16, Math.round(clip.width() * height / (16f * clip.height())) * 16);
      if (fits(clip.of(width, height, clip.frames()), t)) {
        return new RequestException(problem, "%dx%d would fit".formatted(width, height));
      }
    }
    return new RequestException(problem, "This model needs a machine with more memory");
  }

  private boolean fits(Clip clip, Transformer t) {
    return choose(t, tokens(clip, t)).bytes() <= room();
  }

  /** Bytes and seconds of the text encoder, whose embedding stays on disk. */
  private double[] text() {
    try (Checkpoint files = Checkpoint.open(card.path(Part.TEXT_ENCODER))) {
      double layers =
          files.names().stream()
              .map(files::info)
              .filter(i -> !i.name().contains("shared") && !i.name().contains("token_embedding"))
              .mapToLong(TensorInfo::elements)
              .sum();
      return new double[] {layers + PROGRAM, layers * PROMPT * LAYER / machine.speed()};
    }
  }

  /**
   * What matters of a transformer.
   *
   * @param hidden width of its feed-forward layers
   */
  private record Transformer(WanShape shape, int hidden, long parameters) {
    static Transformer of(Checkpoint files, Path path) {
      TensorSource names = WanNames.of(files);
      WanShape shape = WanShape.of(names, WanConfig.beside(path));
      long all = files.names().stream().mapToLong(n -> files.info(n).elements()).sum();
      long hidden = names.info("blocks.0.ffn.0.weight").shape().getFirst();
      return new Transformer(shape, Math.toIntExact(hidden), all);
    }

    /** Bytes of what lies between the layers. */
    long values(int tokens) {
      long side = shape.sideLayers().isEmpty() ? 0 : shape.sideLayers().size() + 1L;
      return 4L * tokens * shape.dim() * (ALIVE + side)
          + 4L * Math.min(tokens, WIDE_ROWS) * hidden * 3;
    }
  }
}
