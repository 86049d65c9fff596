package zoetrope.diffusion.model.starter;

import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.runtime.Precision;

/** A scene code to a keyframe; mirrors {@code Painter} in {@code assets/starter/painter.py}. */
final class PainterGraph {
  /** Side in pixels of a cell of the coarsest grid. */
  static final int CELL = 16;

  private static final int LEVELS = 3;

  private final Graph g = new Graph("starter-painter");
  private final Ops o = new Ops(g);
  private final Weights w;

  private PainterGraph(StarterFiles files) {
    w = new Weights(g, files.base().plain(), "painter.", Precision.FP32);
  }

  /** Input code [1, 52]; output keyframe [1, 3, 16 * rows, 16 * columns] in 0..1, not clamped. */
  static Graph.Model build(StarterFiles files, int rows, int columns) {
    PainterGraph p = new PainterGraph(files);
    p.wire(rows, columns);
    return p.g.build();
  }

  private void wire(int rows, int columns) {
    Value code = g.input("code", 1, ScenePrior.CODE);
    int layouts = ScenePrior.PLACES * ScenePrior.LAYOUTS;
    Value layout = o.split(code, 1, layouts, ScenePrior.CODE - layouts).getFirst();
    Value style = o.silu(w.exact(o.silu(w.exact(code, "style1")), "style2"));
    Value x = level(grid(layout, rows, columns, 0), style, 0);
    for (int k = 1; k < LEVELS; k++) {
      x = level(o.concat(1, o.upsample(x, 2), grid(layout, rows, columns, k)), style, k);
    }
    Value rgb = o.pixelShuffle(o.conv2d(x, w.get("head.weight"), w.get("head.bias"), 1, 1), 4);
    g.output("keyframe", o.plus(rgb, 0.5f));
  }

  /** The layout's learned features at cells of 16, 8 or 4 pixels. */
  private Value grid(Value layout, int rows, int columns, int k) {
    Value table = w.get("grid_" + rows + "x" + columns + "_" + k);
    long height = (long) rows << k;
    long width = (long) columns << k;
    long features = table.dim(1) / height / width;
    return o.reshape(o.matMul(layout, table), 1, features, height, width);
  }

  private Value level(Value in, Value style, int k) {
    Value x = layer(in, style, "enter." + k);
    return o.add(x, layer(x, style, "more." + k));
  }

  /** A convolution modulated by the style (FiLM, Perez et al. 2018). */
  private Value layer(Value x, Value style, String name) {
    Value y = o.conv2d(x, w.get(name + ".conv.weight"), w.get(name + ".conv.bias"), 1, 1);
    long n = y.dim(1);
    var film = o.split(o.reshape(w.exact(style, name + ".film"), 1, 2 * n, 1, 1), 1, n, n);
    return o.silu(o.add(o.mul(y, o.plus(film.get(0), 1)), film.get(1)));
  }
}
