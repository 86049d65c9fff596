package zoetrope.diffusion.model.wan.vae;

import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.graph.Graph;
import zoetrope.diffusion.graph.Ops;
import zoetrope.diffusion.graph.Value;
import zoetrope.diffusion.model.Weights;
import zoetrope.diffusion.runtime.Precision;

/**
 * Wan2.1's causal 3-D autoencoder (arXiv 2503.20314, section 4.1) for one piece of a stream: one
 * frame first, then four at a time; one latent frame each. What a piece leaves behind for the next,
 * the last frames that each convolution in time saw, goes out as {@code NAME.next} and comes in as
 * {@code NAME}, so that memory does not grow with the clip.
 *
 * <p>Frames are the batch, [frames, channels, rows, columns]; a convolution in time and space is
 * one in the plane over a frame and its two predecessors side by side as channels, for which the
 * runtime has its fastest kernels.
 */
final class VaeGraph {
  private static final int PAST = 2; // frames that a kernel of three sees before its own
  private static final float LEAST = 1e-12f;

  private final TensorSource names;
  private final VaeTensors layers;
  private final boolean first;
  private final Graph g;
  private final Ops o;
  private final Weights w;

  private VaeGraph(TensorSource names, String graph, boolean first) {
    this.names = names;
    layers = new VaeTensors(names);
    this.first = first;
    g = new Graph(graph);
    o = new Ops(g);
    w = new Weights(g, names, "", Precision.FP32);
  }

  /**
   * Input frames [1 or 4, 3, rows, columns] in -1..1; output moments [1, 2 z, rows / 8, columns /
   * 8], the means before their logarithms of variance.
   */
  static Graph.Model encoder(TensorSource names, boolean first, int rows, int columns) {
    VaeGraph v = new VaeGraph(names, "wan-vae-encoder", first);
    v.moments(v.shrunk(v.g.input("frames", first ? 1 : 4, 3, rows, columns)));
    return v.g.build();
  }

  /** The encoder as far as its blocks see only near places; output features [1, c, r/8, c/8]. */
  static Graph.Model encoderNear(TensorSource names, boolean first, int rows, int columns) {
    VaeGraph v = new VaeGraph(names, "wan-vae-encoder-near", first);
    v.g.output("features", v.shrunk(v.g.input("frames", first ? 1 : 4, 3, rows, columns)));
    return v.g.build();
  }

  /** The rest of the encoder, whose attention sees all places; sizes are the features'. */
  static Graph.Model encoderFar(TensorSource names, boolean first, int rows, int columns) {
    VaeGraph v = new VaeGraph(names, "wan-vae-encoder-far", first);
    v.moments(v.g.input("features", 1, encoderFeatures(names), rows, columns));
    return v.g.build();
  }

  /** Input latent [1, z, rows, columns]; output frames [1 or 4, 3, 8 rows, 8 columns]. */
  static Graph.Model decoder(TensorSource names, boolean first, int rows, int columns) {
    VaeGraph v = new VaeGraph(names, "wan-vae-decoder", first);
    v.g.output("frames", v.grown(v.understood(rows, columns)));
    return v.g.build();
  }

  /** The decoder's beginning, whose attention sees all places; output features [1, c, r, c]. */
  static Graph.Model decoderFar(TensorSource names, boolean first, int rows, int columns) {
    VaeGraph v = new VaeGraph(names, "wan-vae-decoder-far", first);
    v.g.output("features", v.understood(rows, columns));
    return v.g.build();
  }

  /** The rest of the decoder, whose blocks see only near places. */
  static Graph.Model decoderNear(TensorSource names, boolean first, int rows, int columns) {
    VaeGraph v = new VaeGraph(names, "wan-vae-decoder-near", first);
    v.g.output("frames", v.grown(v.g.input("features", 1, decoderFeatures(names), rows, columns)));
    return v.g.build();
  }

  /** Channels between the encoder's parts. */
  static int encoderFeatures(TensorSource names) {
    return channels(names, "encoder.middle.0.residual.0.gamma");
  }

  /** Channels between the decoder's parts. */
  static int decoderFeatures(TensorSource names) {
    return channels(names, "decoder.middle.0.residual.0.gamma");
  }

  /** Channels of the decoder's widest values, those of whole frames. */
  static int decoderChannels(TensorSource names) {
    return channels(names, "decoder.head.0.gamma");
  }

  private static int channels(TensorSource names, String first) {
    return Math.toIntExact(names.info(first).shape().getFirst());
  }

  private Value shrunk(Value frames) {
    Value x = causal(frames, "encoder.conv1");
    for (int i = 0; layers.block("encoder.downsamples." + i); i++) {
      String name = "encoder.downsamples." + i;
      x = layers.resamples(name) ? down(x, name) : residual(x, name);
    }
    return x;
  }

  private void moments(Value features) {
    Value x = middle(features, "encoder.middle.");
    x = causal(o.silu(norm(x, "encoder.head.0")), "encoder.head.2");
    Value moments = point(x, "conv1");
    if (moments.dim(1) != 2 * names.info("conv2.weight").shape().get(1)) {
      throw new IllegalArgumentException("moments " + moments.shape());
    }
    g.output("moments", moments);
  }

  private Value understood(int rows, int columns) {
    long z = names.info("conv2.weight").shape().get(1);
    Value x = point(g.input("latent", 1, z, rows, columns), "conv2");
    return middle(causal(x, "decoder.conv1"), "decoder.middle.");
  }

  private Value grown(Value features) {
    Value x = features;
    for (int i = 0; layers.block("decoder.upsamples." + i); i++) {
      String name = "decoder.upsamples." + i;
      x = layers.resamples(name) ? up(x, name) : residual(x, name);
    }
    return causal(o.silu(norm(x, "decoder.head.0")), "decoder.head.2");
  }

  private Value middle(Value x, String name) {
    return residual(attention(residual(x, name + "0"), name + "1"), name + "2");
  }

  private Value residual(Value x, String name) {
    Value y = causal(o.silu(norm(x, name + ".residual.0")), name + ".residual.2");
    y = causal(o.silu(norm(y, name + ".residual.3")), name + ".residual.6");
    return o.add(y, layers.shortcut(name) ? point(x, name + ".shortcut") : x);
  }

  /** Divides by the length over the channels, which upstream calls an RMS norm. */
  private Value norm(Value x, String name) {
    long c = x.dim(1);
    Value gamma = w.reshaped(name + ".gamma", 1, c, 1, 1);
    Value scale = o.scale(gamma, (float) StrictMath.sqrt(c));
    return o.mul(o.div(x, o.max(o.length(x, 1), LEAST)), scale);
  }

  /** Attention over the places of each frame, one head. */
  private Value attention(Value x, String name) {
    long t = x.dim(0);
    long c = x.dim(1);
    long places = x.dim(2) * x.dim(3);
    Value y =
        o.conv2d(
            norm(x, name + ".norm"),
            w.get(name + ".to_qkv.weight"),
            w.get(name + ".to_qkv.bias"),
            1,
            0);
    List<Value> qkv = o.split(o.transpose(o.reshape(y, t, 3 * c, places), 0, 2, 1), 2, c, c, c);
    Value a = o.flashAttention(qkv.get(0), qkv.get(1), qkv.get(2), 1);
    a = o.reshape(o.transpose(a, 0, 2, 1), t, c, x.dim(2), x.dim(3));
    return o.add(x, o.conv2d(a, w.get(name + ".proj.weight"), w.get(name + ".proj.bias"), 1, 0));
  }

  /** A convolution of one place and one frame. */
  private Value point(Value x, String name) {
    List<Long> shape = names.info(name + ".weight").shape();
    Value kernel = w.reshaped(name + ".weight", shape.get(0), shape.get(1), 1, 1);
    return o.conv2d(x, kernel, w.get(name + ".bias"), 1, 0);
  }

  /** A convolution over three frames, none of them later than its own. */
  private Value causal(Value x, String name) {
    Value kernel = w.get(name + ".weight");
    int pad = (int) kernel.dim(-1) / 2;
    if (first) {
      carry(name, o.concat(0, nothing(x), x));
      Value last = o.slice(kernel, 2, PAST, PAST + 1, 1);
      return conv(
          x,
          o.reshape(last, kernel.dim(0), kernel.dim(1), kernel.dim(3), kernel.dim(4)),
          name,
          pad);
    }
    return over(brought(name, x, PAST, PAST), kernel, name, 1, pad);
  }

  /**
   * A kernel of three frames over frames and their past.
   *
   * @param x the past's frames before the piece's own
   */
  private Value over(Value x, Value kernel, String name, int stride, int pad) {
    long n = (x.dim(0) - PAST - 1) / stride + 1;
    long[] frames = new long[(int) n * (PAST + 1)];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = (long) i / (PAST + 1) * stride + i % (PAST + 1);
    }
    Value seen = o.reshape(o.gather(x, frames), n, (PAST + 1) * x.dim(1), x.dim(2), x.dim(3));
    Value wide = o.transpose(kernel, 0, 2, 1, 3, 4);
    wide = o.reshape(wide, kernel.dim(0), 3 * kernel.dim(1), kernel.dim(3), kernel.dim(4));
    return conv(seen, wide, name, pad);
  }

  private Value conv(Value x, Value kernel, String name, int pad) {
    return o.conv2d(x, kernel, w.get(name + ".bias"), 1, pad);
  }

  private static String past(String name) {
    return name + ".past";
  }

  private void carry(String name, Value v) {
    g.output(past(name) + ".next", v);
  }

  /**
   * The piece behind the past that the piece before left, for the next of which its last frames are
   * kept. Those are cut off on the way, not beside it: the runtime does what nothing else waits for
   * last, and would hold every layer's frames until then.
   *
   * @param past frames of it
   * @param kept frames for the next
   */
  private Value brought(String name, Value x, int past, int kept) {
    Value before = g.input(past(name), past, x.dim(1), x.dim(2), x.dim(3));
    long n = x.dim(0);
    if (n > kept) {
      List<Value> parts = o.split(x, 0, n - kept, kept);
      carry(name, parts.get(1));
      return o.concat(0, before, parts.get(0), parts.get(1));
    }
    Value all = o.concat(0, before, x);
    carry(name, o.slice(all, 0, past + n - kept, past + n, 1));
    return all;
  }

  /** Black where nothing was before; a product, so that no constant of its size is kept. */
  private Value nothing(Value x) {
    return o.scale(x, 0);
  }

  /** Half the rows and columns, and in time where the block says so. */
  private Value down(Value x, String name) {
    Value y =
        o.conv(
            x,
            w.get(name + ".resample.1.weight"),
            Optional.of(w.get(name + ".resample.1.bias")),
            new Ops.Window(new long[] {2, 2}, new long[] {0, 0, 1, 1}, 1));
    String time = name + ".time_conv";
    if (!layers.resamplesTime(name)) {
      return y;
    }
    if (first) {
      carry(time, y);
      return y;
    }
    return over(brought(time, y, 1, 1), w.get(time + ".weight"), time, 2, 0);
  }

  /** Twice the rows and columns, and in time but for the very first frame. */
  private Value up(Value x, String name) {
    Value y = x;
    String time = name + ".time_conv";
    if (layers.resamplesTime(name)) {
      if (first) {
        // The first frame is not part of what later ones see.
        carry(time, o.concat(0, nothing(x), nothing(x)));
      } else {
        y = over(brought(time, x, PAST, PAST), w.get(time + ".weight"), time, 1, 0);
        y = o.reshape(y, 2 * y.dim(0), y.dim(1) / 2, y.dim(2), y.dim(3));
      }
    }
    return conv(o.doubled(y), w.get(name + ".resample.1.weight"), name + ".resample.1", 1);
  }
}
