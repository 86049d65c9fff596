package zoetrope.diffusion.model.wan.dit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.model.lora.Loras;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.runtime.Precision;

/**
 * The diffusion transformer of Wan2.1 (arXiv 2503.20314) and its VACE variant (arXiv 2503.07598) as
 * two graphs: {@link #context} runs once a prompt, {@link #step} once a step and guidance pass.
 * Tokens are [n, dim] throughout; guidance runs the graph twice, as the original code does.
 */
final class DitGraph {
  /** The image projection's own, whatever the model's is. */
  private static final float IMAGE_EPS = 1e-5f;

  /** Tokens that the feed-forward layers take at once. */
  private static final long ROWS = 1024;

  private final TensorSource names;
  private final WanShape shape;
  private final Precision precision;
  private final Loras loras;

  DitGraph(TensorSource names, WanShape shape, Precision precision, Loras loras) {
    this.names = names;
    this.shape = shape;
    this.precision = precision;
    this.loras = loras;
  }

  /**
   * Input text [text length, text size], image [image tokens, image size] where there are any, and
   * reference [reference channels, rows, columns] where there is one; outputs text [text length,
   * dim], image [image tokens, dim] and reference [a frame's tokens, dim].
   */
  Graph.Model context(int textLength, int imageTokens, Optional<Grid> reference) {
    Graph g = new Graph("wan-context");
    Ops o = new Ops(g);
    Weights w = new Weights(g, names, "", Precision.FP32, loras.in(g));
    Value text = g.input("text", textLength, shape.textSize());
    text = o.gelu(w.exact(text, "text_embedding.0"), true);
    g.output("text_tokens", w.exact(text, "text_embedding.2"));
    if (imageTokens > 0) {
      Value image = g.input("image", imageTokens, shape.imageSize());
      if (names.has("img_emb.emb_pos")) { // of models of first and last frames
        image = o.add(image, w.reshaped("img_emb.emb_pos", imageTokens, shape.imageSize()));
      }
      image = affine(o, w, image, "img_emb.proj.0", IMAGE_EPS);
      image = o.gelu(w.exact(image, "img_emb.proj.1"), false);
      image = affine(o, w, w.exact(image, "img_emb.proj.3"), "img_emb.proj.4", IMAGE_EPS);
      g.output("image_tokens", image);
    }
    reference.ifPresent(at -> g.output("reference_tokens", reference(g, o, w, at)));
    return g.build();
  }

  /** A picture to look like, as the tokens of one more frame (VideoX-Fun's ref_conv). */
  private Value reference(Graph g, Ops o, Weights w, Grid at) {
    int c = shape.referenceChannels();
    long rows = shape.patch().get(1);
    Value x = g.input("reference", c, at.rows(), at.columns());
    Value y =
        o.conv(
            o.reshape(x, 1, c, at.rows(), at.columns()),
            w.get("ref_conv.weight"),
            Optional.of(w.get("ref_conv.bias")),
            new Ops.Window(new long[] {rows, shape.patch().get(2)}, new long[4], 1));
    return o.transpose(o.reshape(y, shape.dim(), y.dim(2) * y.dim(3)), 1, 0);
  }

  /**
   * Inputs x [in channels, frames, rows, columns], time [1, frequencies] (a sinusoid), text_tokens,
   * image_tokens and reference_tokens of {@link #context}, and for VACE side [side channels,
   * frames, rows, columns] and strength [1]; output velocity [out channels, frames, rows, columns].
   *
   * @param taps told of values inside, to be made outputs as well
   */
  Graph.Model step(Grid grid, Rows rows, Optional<BiConsumer<Graph, Tap>> taps) {
    return new Step(grid, rows, taps).build(0, shape.layers());
  }

  /**
   * Some blocks of {@link #step}, for memories that do not hold all: the first piece takes x,
   * reference_tokens and side, every other tokens [n, dim] and side_tokens, which the one before it
   * gave; the last gives the velocity.
   *
   * @param from the first block
   * @param to the first block that belongs to the next piece
   */
  Graph.Model piece(Grid grid, Rows rows, int from, int to) {
    return new Step(grid, rows, Optional.empty()).build(from, to);
  }

  /**
   * How much is told beside the sample.
   *
   * @param text rows of the text
   * @param image rows of the image, 0 for none
   * @param reference whether a reference's frame stands before the clip
   */
  record Rows(int text, int image, boolean reference) {}

  /** A value inside the graph under the name that the original code's module has. */
  record Tap(String name, Value value) {}

  private static Value affine(Ops o, Weights w, Value x, String name, float eps) {
    long d = x.dim(-1);
    return o.layerNorm(x, w.get(name + ".weight", d), w.get(name + ".bias", d), eps);
  }

  /** One step's graph while it is built. */
  private final class Step {
    private final Graph g = new Graph("wan-step");
    private final Ops o = new Ops(g);
    private final Weights w = new Weights(g, names, "", precision, loras.in(g));
    private final Optional<BiConsumer<Graph, Tap>> taps;
    private final Grid grid;
    private final boolean referenced;
    private final long n; // tokens of the clip, and of the reference before it
    private final Value cos;
    private final Value sin;
    private final Value text;
    private final Optional<Value> image;
    private final Value time;
    private final Value modulation;
    private final boolean norms = trained("self_attn.norm_q") || trained("self_attn.norm_k");
    private final boolean crossNorms = trained("norm3");

    Step(Grid grid, Rows rows, Optional<BiConsumer<Graph, Tap>> taps) {
      this.grid = grid;
      this.taps = taps;
      referenced = rows.reference();
      long frame = shape.tokens(shape.patch().get(0), grid.rows(), grid.columns());
      int before = referenced ? 1 : 0;
      n = shape.tokens(grid.frames(), grid.rows(), grid.columns()) + before * frame;
      Rope rope =
          Rope.of(
              grid.frames() / shape.patch().get(0) + before,
              grid.rows() / shape.patch().get(1),
              grid.columns() / shape.patch().get(2),
              shape.headSize());
      cos = g.floats(rope.shape(), rope.cos());
      sin = g.floats(rope.shape(), rope.sin());
      text = g.input("text_tokens", rows.text(), shape.dim());
      image =
          rows.image() > 0
              ? Optional.of(g.input("image_tokens", rows.image(), shape.dim()))
              : Optional.empty();
      time = time();
      modulation = o.reshape(w.exact(o.silu(time), "time_projection.1"), 1, 6, shape.dim());
      tap("time_projection", o.reshape(modulation, 1, 6L * shape.dim()));
    }

    private Value time() {
      Value sinusoid = g.input("time", 1, shape.frequencies());
      Value t = w.exact(o.silu(w.exact(sinusoid, "time_embedding.0")), "time_embedding.2");
      tap("time_embedding", t);
      return t;
    }

    /** Some models leave norms out, in all of their blocks; out of one alone it is missing. */
    private boolean trained(String norm) {
      return IntStream.range(0, shape.layers())
          .anyMatch(i -> names.has("blocks." + i + "." + norm + ".weight"));
    }

    private void tap(String name, Value v) {
      taps.ifPresent(t -> t.accept(g, new Tap(name, v)));
    }

    Graph.Model build(int from, int to) {
      boolean first = from == 0;
      Value x = first ? embedded("x", shape.inChannels(), "patch_embedding") : tokens("tokens");
      if (first) {
        tap("patch_embedding", x);
        if (referenced) {
          long frame = n - shape.tokens(grid.frames(), grid.rows(), grid.columns());
          x = o.concat(0, g.input("reference_tokens", frame, shape.dim()), x);
        }
      }
      Optional<Side> side =
          shape.sideLayers().isEmpty()
              ? Optional.empty()
              : Optional.of(new Side(first ? sideTokens(x) : tokens("side_tokens")));
      for (int i = from; i < to; i++) {
        x = block(x, "blocks." + i + ".", "block" + i);
        int hint = shape.sideLayers().indexOf(i);
        if (hint >= 0) {
          x = o.add(x, side.orElseThrow().hint(hint));
        }
        tap("block" + i + ".out", x);
      }
      if (to == shape.layers()) {
        g.output("velocity", unpatched(head(x)));
      } else {
        g.output("tokens.out", x);
        side.ifPresent(s -> g.output("side_tokens.out", s.tokens));
      }
      return g.build();
    }

    private Value tokens(String name) {
      return g.input(name, n, shape.dim());
    }

    /** Patches of an input as tokens [n, dim]. */
    private Value embedded(String input, int channels, String name) {
      Value x = g.input(input, channels, grid.frames(), grid.rows(), grid.columns());
      long[] stride = shape.patch().stream().mapToLong(Integer::longValue).toArray();
      Value y =
          o.conv(
              o.reshape(x, 1, channels, grid.frames(), grid.rows(), grid.columns()),
              w.get(name + ".weight"),
              Optional.of(w.get(name + ".bias")),
              new Ops.Window(stride, new long[6], 1));
      return o.transpose(o.reshape(y, shape.dim(), y.dim(2) * y.dim(3) * y.dim(4)), 1, 0);
    }

    /** What VACE's side blocks begin with. */
    private Value sideTokens(Value x) {
      Value c = embedded("side", shape.sideChannels(), "vace_patch_embedding");
      tap("vace_patch_embedding", c);
      return o.add(w.linear(c, "vace_blocks.0.before_proj"), x);
    }

    /** VACE's side blocks, each asked for once and in order. */
    private final class Side {
      private final Value strength = g.input("strength", 1);
      private Value tokens;

      Side(Value tokens) {
        this.tokens = tokens;
      }

      /** What a side block adds to its main one, already scaled. */
      Value hint(int i) {
        String name = "vace_blocks." + i + ".";
        tokens = block(tokens, name, "vace_block" + i);
        tap("vace_block" + i + ".out", tokens);
        Value hint = w.linear(tokens, name + "after_proj");
        tap("vace_block" + i + ".hint", hint);
        return o.mul(hint, strength);
      }
    }

    private Value block(Value x, String name, String said) {
      int d = shape.dim();
      Value e = o.add(modulation, w.get(name + "modulation", 1, 6, d));
      List<Value> m = o.split(o.reshape(e, 6, d), 0, 1, 1, 1, 1, 1, 1);
      Value y = modulated(x, m.get(0), m.get(1));
      tap(said + ".self_attn_in", y);
      y = selfAttention(y, name + "self_attn.");
      tap(said + ".self_attn", y);
      Value h = o.add(x, o.mul(y, m.get(2)));
      y = crossNormed(h, name + "norm3");
      tap(said + ".cross_attn_in", y);
      y = crossAttention(y, name + "cross_attn.");
      tap(said + ".cross_attn", y);
      h = o.add(h, y);
      y = modulated(h, m.get(3), m.get(4));
      y = feedForward(y, name);
      tap(said + ".ffn", y);
      return o.add(h, o.mul(y, m.get(5)));
    }

    /** As trained: some models have no norm here. */
    private Value crossNormed(Value x, String name) {
      return crossNorms ? affine(o, w, x, name, shape.eps()) : x;
    }

    /** In pieces of rows: what lies between its layers is the widest value of all. */
    private Value feedForward(Value x, String name) {
      int pieces = (int) Math.ceilDiv(n, ROWS);
      long[] sizes = new long[pieces];
      for (int i = 0; i < pieces; i++) {
        sizes[i] = n * (i + 1) / pieces - n * i / pieces;
      }
      List<Value> parts = pieces == 1 ? List.of(x) : o.split(x, 0, sizes);
      Value[] out =
          parts.stream()
              .map(p -> w.linear(o.gelu(w.linear(p, name + "ffn.0"), true), name + "ffn.2"))
              .toArray(Value[]::new);
      return pieces == 1 ? out[0] : o.concat(0, out);
    }

    private Value modulated(Value x, Value shift, Value scale) {
      return o.add(o.mul(o.layerNorm(x, shape.eps()), o.plus(scale, 1)), shift);
    }

    private Value selfAttention(Value x, String name) {
      Value q = o.rotaryPairs(wide(normed(x, name, "q", "q")), cos, sin, shape.heads());
      Value k = o.rotaryPairs(wide(normed(x, name, "k", "k")), cos, sin, shape.heads());
      return out(attended(q, k, wide(w.linear(x, name + "v"))), name);
    }

    /**
     * What is attended to is built before what attends: the runtime goes from the last node built
     * back to the first, and would else compute all blocks' keys and values of the text first and
     * hold them all.
     */
    private Value crossAttention(Value x, String name) {
      Value k = wide(normed(text, name, "k", "k"));
      Value v = wide(w.linear(text, name + "v"));
      if (image.isEmpty()) {
        return out(attended(wide(normed(x, name, "q", "q")), k, v), name);
      }
      Value imageK = wide(normed(image.get(), name, "k_img", "k_img"));
      Value imageV = wide(w.linear(image.get(), name + "v_img"));
      Value q = wide(normed(x, name, "q", "q"));
      return out(o.add(attended(q, imageK, imageV), attended(q, k, v)), name);
    }

    private Value attended(Value q, Value k, Value v) {
      return switch (precision) {
        case FP32, INT8 -> o.flashAttention(q, k, v, shape.heads());
        case FP16 -> half(q, k, v, DType.F16);
        case BF16 -> half(q, k, v, DType.BF16);
      };
    }

    /** What is normalised, turned and modulated stays in 32 bits. */
    private Value half(Value q, Value k, Value v, DType type) {
      Value y = o.flashAttention(o.cast(q, type), o.cast(k, type), o.cast(v, type), shape.heads());
      return o.cast(y, DType.F32);
    }

    private Value out(Value y, String name) {
      return w.linear(o.reshape(y, n, shape.dim()), name + "o");
    }

    /** A projection normalised over all heads together, where the model was trained so. */
    private Value normed(Value x, String name, String projection, String norm) {
      Value y = w.linear(x, name + projection);
      String weight = name + "norm_" + norm + ".weight";
      return norms ? o.rmsNormalization(y, w.get(weight, shape.dim()), shape.eps()) : y;
    }

    private Value wide(Value x) {
      return o.reshape(x, 1, x.dim(0), x.dim(1));
    }

    private Value head(Value x) {
      Value e =
          o.add(o.reshape(time, 1, 1, shape.dim()), w.get("head.modulation", 1, 2, shape.dim()));
      List<Value> m = o.split(o.reshape(e, 2, shape.dim()), 0, 1, 1);
      Value y = w.exact(modulated(x, m.get(0), m.get(1)), "head.head");
      tap("head", y);
      long clip = shape.tokens(grid.frames(), grid.rows(), grid.columns());
      return referenced ? o.slice(y, 0, n - clip, n, 1) : y;
    }

    /** [n, pt * ph * pw * c] to [c, frames, rows, columns]. */
    private Value unpatched(Value x) {
      long pt = shape.patch().get(0);
      long ph = shape.patch().get(1);
      long pw = shape.patch().get(2);
      long f = grid.frames() / pt;
      long h = grid.rows() / ph;
      long v = grid.columns() / pw;
      long c = shape.outChannels();
      Value y = o.transpose(o.reshape(x, f, h, v, pt, ph, pw, c), 6, 0, 3, 1, 4, 2, 5);
      return o.reshape(y, c, f * pt, h * ph, v * pw);
    }
  }

  /** The sinusoid of a time step, cosines before sines, computed in 64 bits. */
  float[] sinusoid(double timestep) {
    int half = shape.frequencies() / 2;
    float[] out = new float[2 * half];
    for (int i = 0; i < half; i++) {
      double angle = timestep * Math.pow(10_000, -(double) i / half);
      out[i] = (float) Math.cos(angle);
      out[half + i] = (float) Math.sin(angle);
    }
    return out;
  }
}
