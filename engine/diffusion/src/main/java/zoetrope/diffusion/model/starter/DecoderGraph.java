package zoetrope.diffusion.model.starter;

import java.util.List;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.graph.Value.Shape;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.runtime.Precision;

/**
 * Latent frames to frames 8 times as large, a few at a time; mirrors {@code Decoder} in {@code
 * assets/starter/model.py}.
 */
final class DecoderGraph {
  static final int SCALE = 8;

  /** How far a flow of 1 bends the guide, in half frames. */
  private static final float BEND = 0.1f;

  private final Graph g = new Graph("starter-decoder");
  private final Ops o = new Ops(g);
  private final Weights base;
  private final Weights identity;

  private DecoderGraph(StarterFiles files) {
    base = new Weights(g, files.base().plain(), "decoder.", Precision.FP32);
    identity = new Weights(g, files.identity().plain(), "decoder.", Precision.FP32);
  }

  /**
   * Inputs low [n, 3, r, c], guide and plate [n, 4, 8r, 8c], still [n, 1, 8r, 8c], all in 0..1;
   * output frames [n, 3, 8r, 8c].
   */
  static Graph.Model build(
      StarterFiles files, int frames, int rows, int columns, boolean withIdentity) {
    DecoderGraph d = new DecoderGraph(files);
    d.wire(frames, rows, columns, withIdentity);
    return d.g.build();
  }

  private void wire(int n, int rows, int columns, boolean withIdentity) {
    int height = rows * SCALE;
    int width = columns * SCALE;
    Value low = g.input("low", n, 3, rows, columns);
    Value guide = g.input("guide", n, 4, height, width);
    Value plate = g.input("plate", n, 4, height, width);
    Value still = g.input("still", n, 1, height, width);
    Value x = conv(base, o.upsample(low, 2), "low_in", 1, 1);
    x = o.add(x, squares(o.concat(1, plate, still), base, "plate_in.weight"));
    if (withIdentity) {
      x = o.add(x, squares(guide, identity, "guide_in.weight"));
    }
    Value y = conv(base, o.silu(x), "down", 2, 1);
    for (int i = 0; i < 3; i++) {
      y = residual(y, "low_blocks." + i);
    }
    x = o.add(x, o.pixelShuffle(conv(base, o.silu(y), "up", 1, 0), 2));
    for (int i = 0; i < 2; i++) {
      x = residual(x, "mid_blocks." + i);
    }
    x = o.silu(x);
    List<Value> head = o.split(o.pixelShuffle(conv(base, x, "head", 1, 1), 4), 1, 3, 1);
    List<Value> known = o.split(plate, 1, 3, 1);
    // a pinned pixel is the plate's own wherever the plate knows it and does not only guess
    Value sure = o.relu(o.plus(known.get(1), -Conditions.GUESS));
    Value trust = o.sigmoid(head.get(1));
    Value keep =
        o.mul(
            o.add(trust, o.mul(still, o.plus(o.scale(trust, -1), 1))),
            o.scale(sure, 1 / (1 - Conditions.GUESS)));
    Value rest = o.plus(o.scale(keep, -1), 1);
    Value own = o.div(known.get(0), o.plus(sure, Conditions.GUESS));
    Value back = o.add(o.mul(keep, own), o.mul(rest, o.add(o.upsample(low, SCALE), head.get(0))));
    g.output("frames", withIdentity ? overlaid(back, x, guide, n, height, width) : back);
  }

  /** PyTorch's pixel_unshuffle by 4 and 1x1 convolution, as one convolution with stride 4. */
  private Value squares(Value full, Weights w, String name) {
    return o.conv2d(full, w.kernel(name, 4), 4);
  }

  private Value overlaid(Value back, Value x, Value guide, int n, int height, int width) {
    Value m = o.upsample(conv(identity, x, "bend", 1, 1), 4);
    List<Value> p = o.split(m, 1, 2, 3, 1);
    Value flow = o.scale(o.transpose(p.get(0), 0, 2, 3, 1), BEND);
    Value sampled =
        o.gridSample(
            guide, o.add(flow, g.floats(new Shape(1, height, width, 2), places(height, width))));
    List<Value> s = o.split(sampled, 1, 3, 1);
    Value opacity = o.sigmoid(o.plus(p.get(2), 4));
    Value hidden = o.plus(o.scale(o.mul(s.get(1), opacity), -1), 1);
    return o.add(o.mul(back, hidden), o.mul(o.mul(s.get(0), opacity), o.plus(p.get(1), 1)));
  }

  private static float[] places(int height, int width) {
    float[] out = new float[height * width * 2];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[(y * width + x) * 2] = (x + 0.5f) / width * 2 - 1;
        out[(y * width + x) * 2 + 1] = (y + 0.5f) / height * 2 - 1;
      }
    }
    return out;
  }

  private Value residual(Value x, String name) {
    Value y = conv(base, o.silu(x), name + ".conv1", 1, 1);
    return o.add(x, conv(base, o.silu(y), name + ".conv2", 1, 1));
  }

  private Value conv(Weights w, Value x, String name, int stride, int pad) {
    return o.conv2d(x, w.get(name + ".weight"), w.get(name + ".bias"), stride, pad);
  }
}
