package zoetrope.diffusion.model.wan.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;

/**
 * Says before a clip is begun what it will take, and chooses how to make it. Memory is counted from
 * the tensors and the clip; time is counted products over a measured speed (docs/benchmarks.md has
 * what was measured beside what was said).
 */
public final class Planner {
  /** The program itself. */
  private static final long PROGRAM = 400L << 20;

  /** Share of the free memory that is planned with. */
  private static final double SHARE = 0.9;

  /** Time of a product beside the measured one (docs/benchmarks.md, rounded up). */
  private static final double LAYER = 1.15;

  private static final double ATTENTION = 1.2;
  private static final double DECODER = 1.1;

  /** Tokens of a long prompt. */
  private static final int PROMPT = 128;

  private final WanCard card;
  private final Machine machine;
  private final Precision asked;

  /**
   * @param card of a complete model
   * @param asked int8 to have it where it fits into memory, anything else for exact products
   */
  public Planner(WanCard card, Machine machine, Precision asked) {
    this.card = card;
    this.machine = machine;
    this.asked = asked;
  }

  /**
   * The best way to make a clip.
   *
   * @throws RequestException when it does not fit, saying what would
   */
  public Placement place(Clip clip) {
    return place(clip, Transformer.of(card), textLayers());
  }

  /**
   * What matters of the text encoder.
   *
   * @param layers sizes of its tensors, all but the embedding, which stays on the disk
   * @param decoded whether they are decoded into memory
   */
  private record Text(LongSummaryStatistics layers, boolean decoded) {}

  private Placement place(Clip clip, Transformer t, Text encoder) {
    Choice choice = transformer(t, t.tokens(clip));
    if (choice.bytes() > room()) {
      throw tooBig(clip, t, choice.bytes());
    }
    Choice text = text(encoder);
    List<String> remarks = new ArrayList<>(text.remarks());
    remarks.addAll(choice.remarks());
    if (card.experts()) {
      remarks.add(
          "The high-noise and the low-noise transformer are in memory one after the other, "
              + ClipPlan.gib(Transformer.disk(card)).strip()
              + " of files together");
    }
    long budget = (long) room() - PROGRAM;
    try (WanVae vae = WanVae.open(card.path(Part.AUTOENCODER), machine.runtime(), budget)) {
      Grid grid = clip.grid();
      long decoding = vae.memory(grid.rows(), grid.columns()) + PROGRAM;
      if (decoding > machine.memory()) {
        remarks.add("The VAE's smallest tiles need more than is free: decoding may be slow");
      }
      return new Placement(
          text.precision(),
          choice.precision(),
          choice.blocks(),
          budget,
          vae.tileCount(grid.rows(), grid.columns()),
          new Parts(text.bytes(), choice.bytes(), decoding),
          remarks);
    }
  }

  /**
   * As {@link #place}, with how long it takes.
   *
   * @throws RequestException when it does not fit, saying what would
   */
  public Plan plan(Clip clip, Speed speed) {
    Transformer t = Transformer.of(card);
    Text encoder = textLayers();
    Placement placed = place(clip, t, encoder);
    Work work = t.work(clip);
    double step =
        layers(work.linear(), placed.transformer(), speed)
            + work.attention() * ATTENTION / speed.products();
    double passes = clip.steps() * (clip.guided() ? 2.0 : 1.0);
    return new Plan(
        clip,
        placed,
        new Parts(
            layers((double) encoder.layers().getSum() * PROMPT, placed.text(), speed),
            step * passes,
            decoding(clip, placed) / speed.products()));
  }

  /** Seconds of so many products in layers. */
  private static double layers(double products, Precision precision, Speed speed) {
    return products * LAYER / (precision == Precision.INT8 ? speed.bytes() : speed.products());
  }

  private double decoding(Clip clip, Placement placed) {
    try (WanVae vae =
        WanVae.open(card.path(Part.AUTOENCODER), machine.runtime(), placed.vaeBudget())) {
      return vae.decodingWork(clip.grid()) * DECODER;
    }
  }

  /** Bytes that the transformer or the autoencoder may take. */
  private double room() {
    return machine.deviceMemory() * SHARE;
  }

  /**
   * How a part is run.
   *
   * @param blocks at a time, 0 for all
   */
  private record Choice(Precision precision, int blocks, long bytes, List<String> remarks) {}

  private Choice transformer(Transformer t, int tokens) {
    long values = t.values(tokens);
    return machine.gpu() ? onCard(t, PROGRAM + values / 2) : onProcessor(t, values);
  }

  private Choice onProcessor(Transformer t, long values) {
    double room = machine.memory() * SHARE;
    Choice whole = mapped(t.parameters(), 2 * t.block(), values, room, "transformer");
    return t.decoded() && !whole.remarks().isEmpty() ? byBlocks(t, values, room) : whole;
  }

  /** Decoded weights that memory does not hold, as many blocks at a time as it does. */
  private Choice byBlocks(Transformer t, long values, double room) {
    Precision precision = asked == Precision.INT8 ? Precision.INT8 : Precision.FP32;
    long block = (precision == Precision.INT8 ? 1 : 4) * t.block();
    int fit = (int) Math.clamp((room - PROGRAM - values) / block, 1, t.shape().layers() - 1);
    return new Choice(
        precision,
        fit,
        PROGRAM + values + fit * block,
        List.of(
            "The transformer's weights do not fit at once: they are decoded again at each step,"
                + " block by block"));
  }

  private Choice onCard(Transformer t, long values) {
    long block = 2 * t.block();
    int fit = (int) Math.clamp((room() - values) / block, 1, t.shape().layers());
    long bytes = values + block * fit;
    return fit == t.shape().layers()
        ? new Choice(Precision.FP16, 0, bytes, List.of())
        : new Choice(
            Precision.FP16,
            fit,
            bytes,
            List.of("The weights do not fit at once: they are brought block by block"));
  }

  /**
   * In memory where that holds it; else read from the files as it is needed, which the system drops
   * again as it must.
   *
   * @param least parameters that are needed at once
   * @param room bytes
   */
  private Choice mapped(long parameters, long least, long values, double room, String part) {
    if (asked == Precision.INT8 && PROGRAM + values + parameters <= room) {
      return new Choice(Precision.INT8, 0, PROGRAM + values + parameters, List.of());
    }
    long all = PROGRAM + values + 4 * parameters;
    if (all <= room) {
      return new Choice(Precision.FP32, 0, all, List.of());
    }
    return new Choice(
        Precision.FP32,
        0,
        PROGRAM + values + 4 * least,
        List.of("The %s's weights do not fit: they are read from the disk again".formatted(part)));
  }

  private RequestException tooBig(Clip clip, Transformer t, long bytes) {
    String problem =
        "a clip of %dx%d and %d frames needs %s, and %s are free"
            .formatted(
                clip.width(),
                clip.height(),
                clip.frames(),
                ClipPlan.gib(bytes).strip(),
                ClipPlan.gib(room()).strip());
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
    return transformer(t, t.tokens(clip)).bytes() <= room();
  }

  /** Always on the CPU: it runs once a prompt, and cards that hold it in 32 bits are few. */
  private Choice text(Text encoder) {
    long widest = Math.max(0, encoder.layers().getMax());
    long all = encoder.layers().getSum();
    Choice whole = mapped(all, 2 * widest, 0, machine.memory() * SHARE, "text encoder");
    return encoder.decoded() && !whole.remarks().isEmpty()
        ? new Choice(
            Precision.INT8,
            0,
            PROGRAM + all,
            all + PROGRAM <= machine.memory() * SHARE
                ? List.of()
                : List.of("The text encoder needs more than is free: it may be slow"))
        : whole;
  }

  private Text textLayers() {
    try (Checkpoint files = Checkpoint.open(card.path(Part.TEXT_ENCODER))) {
      List<TensorInfo> layers =
          files
              .weights()
              .filter(i -> !i.name().contains("shared") && !i.name().contains("token_emb"))
              .toList();
      return new Text(
          layers.stream().mapToLong(TensorInfo::elements).summaryStatistics(),
          Transformer.decoded(layers.stream()));
    }
  }
}
