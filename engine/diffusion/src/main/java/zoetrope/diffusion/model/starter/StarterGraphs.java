package zoetrope.diffusion.model.starter;

import java.util.List;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.runtime.Precision;

/**
 * The denoiser as two graphs: {@link #conditions} runs once a window, {@link #step} once a step.
 * Both mirror {@code Denoiser} in {@code assets/starter/model.py}; latents are [frames, rows,
 * columns, channels] with 24 frames.
 */
final class StarterGraphs {
  static final int FRAMES = 24;
  static final int PATCH = 4;
  private static final int OVERLAP = 8;
  private static final float EPS = 1e-6f;

  private final StarterFiles files;
  private final int rows;
  private final int columns;

  /**
   * @param rows latent rows, a multiple of 4
   * @param columns latent columns, a multiple of 4
   */
  StarterGraphs(StarterFiles files, int rows, int columns) {
    this.files = files;
    this.rows = rows;
    this.columns = columns;
  }

  private int tokens() {
    return rows / PATCH * (columns / PATCH);
  }

  /**
   * Inputs guide and plate [24, r, c, 4], still and known [24, r, c, 1], camera [1, 5], text [2,
   * 896]; outputs tokens [2, n, d] and vectors [2, d], the first with the prompt, the second with
   * the negative one.
   */
  Graph.Model conditions(boolean identity, boolean trajectory) {
    Graph g = new Graph("starter-conditions");
    Ops o = new Ops(g);
    Weights base = weights(g, files.base(), Precision.FP32);
    Value guide = g.input("guide", FRAMES, rows, columns, 4);
    Value plate = g.input("plate", FRAMES, rows, columns, 4);
    Value still = g.input("still", FRAMES, rows, columns, 1);
    Value known = g.input("known", FRAMES, rows, columns, 1);
    Value camera = g.input("camera", 1, 5);
    Value text = g.input("text", 2, files.textSize());
    List<Value> parts = o.split(guide, 3, 3, 1);
    Value tokens = base.plain(patches(o, o.concat(3, plate, known)), "plate_in");
    Value places =
        g.floats(
            new Shape(tokens(), Positions.FEATURES),
            Positions.features(rows / PATCH, columns / PATCH));
    tokens = o.add(tokens, base.plain(places, "pos"));
    Value said = o.silu(base.exact(text, "text1"));
    Value vectors = base.exact(said, "text2");
    if (identity) {
      Weights w = weights(g, files.identity(), Precision.FP32);
      tokens = o.add(tokens, w.plain(patches(o, parts.get(0)), "look_in"));
    }
    if (trajectory) {
      Weights w = weights(g, files.trajectory(), Precision.FP32);
      tokens = o.add(tokens, w.plain(patches(o, o.concat(3, parts.get(1), still)), "shape_in"));
      vectors = o.add(vectors, w.exact(o.silu(w.exact(camera, "camera1")), "camera2"));
    }
    g.output("tokens", o.add(tokens, placed(o, base, places, said)));
    g.output("vectors", vectors);
    return g.build();
  }

  /** What the prompt says of each place [n, 28] of the picture: [2, n, d]. */
  private Value placed(Ops o, Weights base, Value places, Value said) {
    Value where = base.exact(places, "place1");
    Value what = base.exact(said, "place_text");
    long hidden = what.dim(1);
    Value both = o.silu(o.add(where, o.reshape(what, 2, 1, hidden)));
    return o.reshape(
        base.exact(o.reshape(both, 2L * tokens(), hidden), "place2"), 2, tokens(), files.dim());
  }

  /** [24, r, c, k] to [n, 24 * 16 * k]. */
  private Value patches(Ops o, Value v) {
    long k = v.dim(3);
    Value s = o.reshape(v, FRAMES, rows / PATCH, PATCH, columns / PATCH, PATCH, k);
    return o.reshape(o.transpose(s, 1, 3, 0, 2, 4, 5), tokens(), FRAMES * PATCH * PATCH * k);
  }

  /**
   * Inputs x and known-so-far [24, r, c, 3] in -1..1, time [1, 128], tokens and vectors of {@link
   * #conditions}, guidance [1]; output clean [24, r, c, 3]. Both guidance passes run as one batch.
   */
  Graph.Model step(Precision precision) {
    Graph g = new Graph("starter-step");
    Ops o = new Ops(g);
    Weights w = weights(g, files.base(), precision);
    int d = files.dim();
    Value x = g.input("x", FRAMES, rows, columns, 3);
    Value soFar = g.input("so_far", FRAMES, rows, columns, 3);
    Value time = g.input("time", 1, 128);
    Value tokens = g.input("tokens", 2, tokens(), d);
    Value vectors = g.input("vectors", 2, d);
    Value guidance = g.input("guidance", 1);
    Value cond = o.silu(o.add(vectors, w.exact(o.silu(w.exact(time, "time1")), "time2")));
    Value h = o.add(tokens, w.exact(patches(o, x), "x_in"));
    Value cos =
        g.floats(
            new Shape(tokens(), files.headSize() / 2),
            Positions.rotary(rows / PATCH, columns / PATCH, files.headSize() / 2, true));
    Value sin =
        g.floats(
            new Shape(tokens(), files.headSize() / 2),
            Positions.rotary(rows / PATCH, columns / PATCH, files.headSize() / 2, false));
    for (int b = 0; b < files.depth(); b++) {
      h = block(o, w, "blocks." + b + ".", h, cond, cos, sin);
    }
    List<Value> m = o.split(o.reshape(w.exact(cond, "final_mod"), 2, 1, 2 * d), 2, d, d);
    h = modulated(o, h, m.get(0), m.get(1));
    Value map = o.transpose(o.reshape(h, 2, rows / PATCH, columns / PATCH, d), 0, 3, 1, 2);
    Value out =
        o.convTranspose2d(
            map, w.get("head.weight"), w.get("head.bias"), PATCH, (OVERLAP - PATCH) / 2);
    out = o.transpose(o.reshape(out, 2, 3, FRAMES, rows, columns), 0, 2, 3, 4, 1);
    List<Value> pass = o.split(out, 0, 1, 1);
    Value mixed = o.add(pass.get(1), o.mul(guidance, o.sub(pass.get(0), pass.get(1))));
    g.output("clean", o.add(soFar, o.reshape(mixed, FRAMES, rows, columns, 3)));
    return g.build();
  }

  private static Value modulated(Ops o, Value h, Value scale, Value shift) {
    return o.add(o.mul(o.layerNorm(h, EPS), o.plus(scale, 1)), shift);
  }

  /** A DiT block (Peebles and Xie 2023) on h [2, n, d] with the activated condition [2, d]. */
  private Value block(Ops o, Weights w, String name, Value h, Value cond, Value cos, Value sin) {
    int d = files.dim();
    int n = tokens();
    List<Value> m =
        o.split(o.reshape(w.exact(cond, name + "mod"), 2, 1, 6L * d), 2, d, d, d, d, d, d);
    Value a = o.reshape(modulated(o, h, m.get(0), m.get(1)), 2L * n, d);
    Value qkv =
        o.reshape(w.linear(a, name + "qkv"), 2, n, 3, d / files.headSize(), files.headSize());
    List<Value> parts = o.split(o.transpose(qkv, 2, 0, 3, 1, 4), 0, 1, 1, 1);
    Value q =
        rotated(o, o.rmsNorm(heads(o, parts.get(0)), w.get(name + "norm_q.weight"), EPS), cos, sin);
    Value k =
        rotated(o, o.rmsNorm(heads(o, parts.get(1)), w.get(name + "norm_k.weight"), EPS), cos, sin);
    Value att = o.attention(q, k, heads(o, parts.get(2)));
    Value y = w.linear(o.reshape(o.transpose(att, 0, 2, 1, 3), 2L * n, d), name + "out");
    h = o.add(h, o.mul(m.get(2), o.reshape(y, 2, n, d)));
    Value f = o.reshape(modulated(o, h, m.get(3), m.get(4)), 2L * n, d);
    y = w.linear(o.gelu(w.linear(f, name + "up"), false), name + "down");
    return o.add(h, o.mul(m.get(5), o.reshape(y, 2, n, d)));
  }

  private Value heads(Ops o, Value part) {
    return o.reshape(part, 2, files.dim() / files.headSize(), tokens(), files.headSize());
  }

  private Value rotated(Ops o, Value v, Value cos, Value sin) {
    long half = files.headSize() / 2;
    List<Value> p = o.split(v, 3, half, half);
    Value a = p.get(0);
    Value b = p.get(1);
    return o.concat(3, o.sub(o.mul(a, cos), o.mul(b, sin)), o.add(o.mul(a, sin), o.mul(b, cos)));
  }

  private static Weights weights(Graph g, SafetensorsFile file, Precision precision) {
    return new Weights(g, file.plain(), "denoiser.", precision);
  }
}
